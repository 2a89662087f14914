import type { Project } from '@gatehouse/contracts';
import { buildProjectSettings } from '@gatehouse/protocol';
import { Button, ButtonLink, Card, Checkbox, TextField } from '@gatehouse/ui';
import { ConsoleForm, readRefusal } from '../forms/console-form.tsx';

interface BrandingField {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
}

/** How the hosted pages of the project look. */
export function BrandingForm({ project }: { readonly project: Project }) {
  const { branding } = buildProjectSettings(project);
  const values = readRefusal('edit-branding')?.values;
  const fields: readonly BrandingField[] = [
    {
      name: 'primary_color',
      label: 'Brand colour',
      hint: 'Such as #006060. Where text on it could not be read, the pages move it until it can.',
      value: branding.primaryColour,
    },
    {
      name: 'logo_light',
      label: 'Logo on light',
      hint: 'An https address. Without one the name stands there.',
      value: branding.logoLight,
    },
    {
      name: 'logo_dark',
      label: 'Logo on dark',
      hint: 'Without one the other is used.',
      value: branding.logoDark,
    },
    {
      name: 'terms_of_service_url',
      label: 'Terms of service',
      hint: 'Linked below every form.',
      value: branding.termsUrl,
    },
    {
      name: 'privacy_policy_url',
      label: 'Privacy policy',
      hint: 'Linked below every form.',
      value: branding.privacyUrl,
    },
  ];
  return (
    <Card className="form-card">
      <ConsoleForm name="edit-branding" hidden={{ _project: project.id }}>
        {fields.map(({ name, label, hint, value }) => (
          <TextField
            key={name}
            id={name}
            name={name}
            label={label}
            hint={hint}
            optionalText="optional"
            spellCheck={false}
            defaultValue={values?.[name] ?? value}
          />
        ))}
        <Checkbox
          id="hide_ory_branding"
          name="hide_ory_branding"
          label="Leave out “secured by Gatehouse”"
          defaultChecked={branding.hidesGatehouse}
        />
        <div className="gh-row">
          <Button type="submit" variant="primary">
            Save branding
          </Button>
          <ButtonLink
            href={`${project.url}/self-service/login/browser`}
            target="_blank"
            rel="noreferrer"
          >
            See the login page
          </ButtonLink>
        </div>
      </ConsoleForm>
    </Card>
  );
}
