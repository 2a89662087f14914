/** The id of the one schema that there is. */
export const defaultSchemaId = 'default';

export const maxEmailLength = 254;
export const maxNameLength = 100;

/** @returns the JSON Schema of a person (draft 7, with Kratos's extension), as `/schemas` shows it. */
export function buildIdentitySchema(issuer: string) {
  return {
    $id: `${issuer}/schemas/${defaultSchemaId}`,
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Person',
    type: 'object',
    properties: {
      traits: {
        type: 'object',
        properties: {
          email: {
            type: 'string',
            format: 'email',
            title: 'E-Mail',
            maxLength: maxEmailLength,
            'ory.sh/kratos': {
              credentials: { password: { identifier: true } },
              verification: { via: 'email' },
              recovery: { via: 'email' },
            },
          },
          name: { type: 'string', title: 'Name', maxLength: maxNameLength },
        },
        required: ['email'],
        additionalProperties: false,
      },
    },
  };
}
