import { type CompletedCommand, nounsOf, spellings, verbsOf } from './completion-tree.ts';

function flagCase(command: CompletedCommand): string {
  const words = command.flags.flatMap(({ name, short }) =>
    short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`],
  );
  const patterns = spellings(command)
    .map((spelling) => `'${spelling}'`)
    .join('|');
  return `    ${patterns}) words='${words.join(' ')}' ;;`;
}

function nounCase(commands: readonly CompletedCommand[], verb: string): string {
  const nouns = nounsOf(commands, verb).map(([noun]) => noun);
  const aliases = commands.find((command) => command.verb === verb)?.verbAliases ?? [];
  return `    ${[verb, ...aliases].join('|')}) words='${nouns.join(' ')}' ;;`;
}

/** @returns a script for bash: `source <(npx gatehouse completion bash)`. */
export function buildBashCompletion(commands: readonly CompletedCommand[]): string {
  const verbs = verbsOf(commands).map(([verb]) => verb);
  const withNouns = verbs.filter((verb) => nounsOf(commands, verb).length > 0);
  return `# bash completion for gatehouse
_gatehouse_nouns() {
  case "$1" in
${withNouns.map((verb) => nounCase(commands, verb)).join('\n')}
    completion) words='bash zsh fish' ;;
  esac
}

_gatehouse_flags() {
  case "$1" in
${commands.map(flagCase).join('\n')}
  esac
}

_gatehouse() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words='' called=()
  local word position=1
  while ((position < COMP_CWORD)); do
    word="\${COMP_WORDS[position]}"
    [[ "$word" == -* ]] || called+=("$word")
    ((position++))
  done
  if [[ "$current" == -* ]]; then
    _gatehouse_flags "\${called[0]-}"
    [[ -n "$words" ]] || _gatehouse_flags "\${called[0]-} \${called[1]-}"
  elif ((\${#called[@]} == 0)); then
    words='${[...verbs, 'help'].join(' ')}'
  elif ((\${#called[@]} == 1)); then
    _gatehouse_nouns "\${called[0]}"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -o default -F _gatehouse gatehouse
`;
}
