import { expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { sdkOf } from './sdk.ts';

it('SDK-getConfiguration says how the pages of a project look', async () => {
  const project = await managementApi().createProject('Branded');
  const { data } = await sdkOf(project).elements.getConfiguration();
  expect(data).toMatchObject({ name: 'Branded', registration_enabled: true });
});
