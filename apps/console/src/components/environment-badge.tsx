import type { Environment } from '@gatehouse/protocol';
import { Badge, type Tone } from '@gatehouse/ui';

export const environmentNames: Readonly<Record<Environment, string>> = {
  prod: 'Production',
  stage: 'Staging',
  dev: 'Development',
};

const tones: Readonly<Record<Environment, Tone>> = {
  prod: 'neutral',
  stage: 'warning',
  dev: 'info',
};

/** The environment as a word; the colour only repeats it. */
export function EnvironmentBadge({ environment }: { readonly environment: Environment }) {
  return <Badge tone={tones[environment]}>{environmentNames[environment]}</Badge>;
}
