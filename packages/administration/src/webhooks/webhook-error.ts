import { AdministrationError } from '../administration-error.ts';

export function webhookNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The webhook does not exist.', {
    reason: 'This project has no webhook of that id.',
    field: 'webhook',
  });
}

export function deliveryNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The delivery does not exist.', {
    reason: 'The webhook has no delivery of that id; they are kept for seven days.',
    field: 'delivery',
  });
}
