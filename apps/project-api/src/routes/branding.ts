// How the project presents itself on its pages. Public: everybody who signs in sees it.

import type { ProjectRuntime } from '@gatehouse/token-engine';
import { type HttpAnswer, publicJsonHeaders } from '../http/http-answer.ts';
import type { Route } from './route.ts';

export const brandingRoute: Route = {
  method: 'GET',
  path: '/elements/configuration',
  errors: 'herodot',
  serve: ({ project }) => buildBrandingAnswer(project),
};

function buildBrandingAnswer({ project, settings }: ProjectRuntime): HttpAnswer {
  const { branding } = settings;
  return {
    status: 200,
    headers: publicJsonHeaders,
    body: JSON.stringify({
      name: project.name,
      logo_light_url: branding.logoLight,
      logo_dark_url: branding.logoDark,
      primary_color: branding.primaryColour,
      terms_url: branding.termsUrl,
      privacy_url: branding.privacyUrl,
      hide_ory_branding: branding.hidesGatehouse,
      registration_enabled: !branding.hidesRegistration,
    }),
  };
}
