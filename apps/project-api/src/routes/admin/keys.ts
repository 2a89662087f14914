// Ory's administration of JSON Web Key sets over HTTP.

import {
  createKey,
  deleteKey,
  deleteKeySet,
  getKey,
  getKeySet,
  setKey,
  setKeySet,
} from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';

const set = '/admin/keys/:set';
const single = '/admin/keys/:set/:kid';

const setIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  setId: request.pathParameter('set'),
});
const keyIn = (call: AdminCall) => ({ ...setIn(call), kid: call.request.pathParameter('kid') });

export const keyRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: set,
    errors: 'herodot',
    permission: 'jwks:read',
    serve: async (call, context) => buildJsonAnswer(await getKeySet(context, setIn(call))),
  },
  {
    method: 'POST',
    path: set,
    errors: 'herodot',
    permission: 'jwks:write',
    async serve(call, context) {
      const input = call.request.readJson();
      return buildJsonAnswer(await createKey(context, { ...setIn(call), input }), { status: 201 });
    },
  },
  {
    method: 'PUT',
    path: set,
    errors: 'herodot',
    permission: 'jwks:write',
    async serve(call, context) {
      const input = call.request.readJson();
      return buildJsonAnswer(await setKeySet(context, { ...setIn(call), input }));
    },
  },
  {
    method: 'DELETE',
    path: set,
    errors: 'herodot',
    permission: 'jwks:write',
    async serve(call, context) {
      await deleteKeySet(context, setIn(call));
      return noContent;
    },
  },
  {
    method: 'GET',
    path: single,
    errors: 'herodot',
    permission: 'jwks:read',
    serve: async (call, context) => buildJsonAnswer(await getKey(context, keyIn(call))),
  },
  {
    method: 'PUT',
    path: single,
    errors: 'herodot',
    permission: 'jwks:write',
    async serve(call, context) {
      const input = call.request.readJson();
      const { keys } = await setKey(context, { ...keyIn(call), input });
      return buildJsonAnswer(keys[0]);
    },
  },
  {
    method: 'DELETE',
    path: single,
    errors: 'herodot',
    permission: 'jwks:write',
    async serve(call, context) {
      await deleteKey(context, keyIn(call));
      return noContent;
    },
  },
];
