// What a command says about its flags. Parsing, help and shell completion all read this one list.

interface FlagText {
  readonly name: string;
  readonly short?: string;
  readonly summary: string;
}

/** `strings` may be given several times and takes lists with commas, as Ory's flags do. */
export type Flag =
  | (FlagText & { readonly kind: 'boolean' })
  | (FlagText & { readonly kind: 'string'; readonly fallback: string })
  | (FlagText & { readonly kind: 'integer'; readonly fallback: number })
  | (FlagText & { readonly kind: 'strings'; readonly fallback: readonly string[] });

/** Flags that every command takes. */
export const commonFlags: readonly Flag[] = [
  {
    kind: 'string',
    name: 'format',
    fallback: 'default',
    summary:
      'Output format: table, json, json-pretty, yaml, jsonpath=<path> or jsonpointer=<pointer>.',
  },
  { kind: 'boolean', name: 'quiet', short: 'q', summary: 'Print ids only, and no messages.' },
  { kind: 'boolean', name: 'yes', short: 'y', summary: 'Confirm all questions with yes.' },
  {
    kind: 'string',
    name: 'config',
    short: 'c',
    fallback: '',
    summary: 'Path of the configuration file (GATEHOUSE_CONFIG_PATH).',
  },
];

export const projectFlag: Flag = {
  kind: 'string',
  name: 'project',
  fallback: '',
  summary: 'The project: its id, slug, or the beginning of either (GATEHOUSE_PROJECT).',
};

export const workspaceFlag: Flag = {
  kind: 'string',
  name: 'workspace',
  fallback: '',
  summary: 'The workspace: its id, name, or the beginning of either (GATEHOUSE_WORKSPACE).',
};
