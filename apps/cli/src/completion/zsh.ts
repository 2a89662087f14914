import type { Flag } from '../flags/flag.ts';
import { type CompletedCommand, nounsOf, spellings, verbsOf } from './completion-tree.ts';

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function describe(name: string, summary: string): string {
  return quote(`${name.replaceAll(':', '\\:')}:${summary.replaceAll(':', '\\:')}`);
}

function flagWord({ name, summary }: Flag): string {
  return describe(`--${name}`, summary);
}

function nounCase(commands: readonly CompletedCommand[], verb: string): string {
  const nouns = nounsOf(commands, verb).map(([noun, summary]) => describe(noun, summary));
  const aliases = commands.find((command) => command.verb === verb)?.verbAliases ?? [];
  return `    ${[verb, ...aliases].join('|')}) choices=(${nouns.join(' ')}) ;;`;
}

function flagCase(command: CompletedCommand): string {
  const patterns = spellings(command).map(quote).join('|');
  return `    ${patterns}) choices=(${command.flags.map(flagWord).join(' ')}) ;;`;
}

/** @returns a script for zsh: `source <(npx gatehouse completion zsh)`. */
export function buildZshCompletion(commands: readonly CompletedCommand[]): string {
  const verbs = verbsOf(commands);
  const withNouns = verbs.filter(([verb]) => nounsOf(commands, verb).length > 0);
  return `#compdef gatehouse
_gatehouse_nouns() {
  case "$1" in
${withNouns.map(([verb]) => nounCase(commands, verb)).join('\n')}
    completion) choices=(bash zsh fish) ;;
  esac
}

_gatehouse_flags() {
  case "$1" in
${commands.map(flagCase).join('\n')}
  esac
}

_gatehouse() {
  local -a before called choices
  before=("\${(@)words[2,CURRENT-1]}")
  called=("\${(@)before:#-*}")
  local current="\${words[CURRENT]}"
  if [[ "$current" == -* ]]; then
    _gatehouse_flags "\${called[1]-}"
    (( \${#choices} )) || _gatehouse_flags "\${called[1]-} \${called[2]-}"
  elif (( \${#called} == 0 )); then
    choices=(${verbs.map(([verb, summary]) => describe(verb, summary)).join(' ')})
  elif (( \${#called} == 1 )); then
    _gatehouse_nouns "\${called[1]}"
  fi
  if (( \${#choices} )); then _describe gatehouse choices; else _files; fi
}

(( \${+functions[compdef]} )) && compdef _gatehouse gatehouse
`;
}
