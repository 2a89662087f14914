// How a project presents itself. Pages are never refused for its sake: what cannot be read is neutral.

import { consoleProjectSlug } from '@gatehouse/protocol';
import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';

const httpsUrl = z.url({ protocol: /^https?$/ });
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const configuration = z.object({
  name: optional(z.string().min(1).max(100)),
  logo_light_url: optional(httpsUrl),
  logo_dark_url: optional(httpsUrl),
  primary_color: optional(z.string().regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i)),
  terms_url: optional(httpsUrl),
  privacy_url: optional(httpsUrl),
  registration_enabled: optional(z.boolean()),
  hide_ory_branding: optional(z.boolean()),
});

export interface Branding {
  /** The built-in project, where people sign in to Gatehouse itself. */
  readonly isGatehouse: boolean;
  readonly name: string;
  readonly logo: { readonly light: string; readonly dark: string } | undefined;
  readonly primaryColour: string | undefined;
  readonly termsUrl: string | undefined;
  readonly privacyUrl: string | undefined;
  readonly allowsRegistration: boolean;
  readonly showsGatehouse: boolean;
}

export async function loadBranding(api: ProjectApi, slug: string): Promise<Branding> {
  const answer = await api.get('/elements/configuration').catch(() => undefined);
  const parsed = configuration.safeParse(answer?.status === 200 ? answer.body : {});
  const found = parsed.success ? parsed.data : {};
  const light = found.logo_light_url ?? found.logo_dark_url;
  const isGatehouse = slug === consoleProjectSlug;
  return {
    isGatehouse,
    name: isGatehouse ? 'Gatehouse' : (found.name ?? slug),
    logo: light === undefined ? undefined : { light, dark: found.logo_dark_url ?? light },
    primaryColour: found.primary_color,
    termsUrl: found.terms_url,
    privacyUrl: found.privacy_url,
    allowsRegistration: found.registration_enabled ?? true,
    showsGatehouse: !isGatehouse && found.hide_ory_branding !== true,
  };
}
