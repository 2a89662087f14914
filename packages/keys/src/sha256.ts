import { hash } from 'node:crypto';
import type { Sha256 } from '@gatehouse/token-engine/ports';

/** SHA-256 of a text, in base64url without padding. */
export const sha256Base64url: Sha256 = (text) => hash('sha256', text, 'base64url');
