import type { SessionDevice } from '@gatehouse/identity-engine';
import type { ProjectRequest } from '../http/project-request.ts';

const longestUserAgent = 255;

/** @returns what the owner of a session may recognise it by. */
export function readDevice(request: ProjectRequest): SessionDevice {
  const userAgent = request
    .header('user-agent')
    ?.replace(/\p{Cc}/gu, '')
    .slice(0, longestUserAgent);
  return { address: request.remoteAddress, userAgent };
}
