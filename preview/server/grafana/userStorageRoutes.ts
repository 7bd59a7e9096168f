import type { ServerResponse } from 'node:http';

import { sendJson } from '../http/answers';
import { readJsonObject } from '../http/readBody';
import type { Exchange, Route } from '../http/router';
import { userUid } from './bootData';

const GROUP = 'userstorage.grafana.app';
const COLLECTION = /^\/apis\/userstorage\.grafana\.app\/v0alpha1\/namespaces\/([\w-]+)\/user-storage\/?$/;
const OBJECT = /^\/apis\/userstorage\.grafana\.app\/v0alpha1\/namespaces\/([\w-]+)\/user-storage\/([^/]+)$/;
const MERGE_PATCH = 'application/merge-patch+json';

type Json = Record<string, unknown>;

interface StoredObject {
  labels: unknown;
  spec: Json;
  version: number;
  created: string;
}

/**
 * What users store, in memory until the end of the run, each browser for itself.
 * Source: Grafana 12.3, pkg/registry/apis/userstorage, and packages/grafana-runtime/src/utils/userStorage.tsx.
 */
export function createUserStorageRoutes(): Route[] {
  const objects = new Map<string, StoredObject>();

  function get({ response, visitor, captures }: Exchange): void {
    const { namespace, name } = readCaptures(captures);
    const found = objects.get(keyOf(visitor.id, namespace, name));
    if (found) {
      sendJson(response, 200, render(namespace, name, found));
    } else {
      sendMissing(response, name);
    }
  }

  async function create({ request, response, visitor, captures }: Exchange): Promise<void> {
    const { namespace } = readCaptures(captures);
    const body = await readJsonObject(request);
    const { name, labels } = (body?.metadata ?? {}) as { name?: string; labels?: unknown };
    if (!body || !name) {
      sendStatus(response, 400, 'BadRequest', 'the request body is no UserStorage with a name');
    } else if (!isOwn(name, visitor)) {
      sendStatus(response, 422, 'Invalid', 'metadata.name: Forbidden: name must match service:user_uid');
    } else if (objects.has(keyOf(visitor.id, namespace, name))) {
      sendStatus(response, 409, 'AlreadyExists', `user-storage.${GROUP} "${name}" already exists`);
    } else {
      const spec = (body.spec ?? {}) as Json;
      const object = { labels, spec, version: 1, created: new Date().toISOString() };
      objects.set(keyOf(visitor.id, namespace, name), object);
      sendJson(response, 201, render(namespace, name, object));
    }
  }

  async function patch({ request, response, visitor, captures }: Exchange): Promise<void> {
    const { namespace, name } = readCaptures(captures);
    const found = objects.get(keyOf(visitor.id, namespace, name));
    const body = await readJsonObject(request);
    if (!request.headers['content-type']?.startsWith(MERGE_PATCH)) {
      sendStatus(response, 415, 'UnsupportedMediaType', `the body of the request was not of the type ${MERGE_PATCH}`);
    } else if (!found) {
      sendMissing(response, name);
    } else if (!body) {
      sendStatus(response, 400, 'BadRequest', 'the request body is no JSON object');
    } else {
      const spec = mergePatch(found.spec, body.spec ?? {}) as Json;
      const object = { ...found, spec, version: found.version + 1 };
      objects.set(keyOf(visitor.id, namespace, name), object);
      sendJson(response, 200, render(namespace, name, object));
    }
  }

  return [
    { method: 'GET', pattern: OBJECT, handle: allowed(get) },
    { method: 'PATCH', pattern: OBJECT, handle: allowed(patch) },
    { method: 'POST', pattern: COLLECTION, handle: allowed(create) },
  ];
}

/** Everybody may reach what is their own, unless the scenario takes it away. */
function allowed(handle: Route['handle']): Route['handle'] {
  return (exchange) => {
    const { name } = readCaptures(exchange.captures);
    if (exchange.visitor.scenarios.has('no-user-storage') || (name !== '' && !isOwn(name, exchange.visitor))) {
      const message = `user-storage.${GROUP} "${name}" is forbidden: forbidden`;
      return sendStatus(exchange.response, 403, 'Forbidden', message);
    }
    return handle(exchange);
  };
}

/** Names are `service:user uid`. */
function isOwn(name: string, { role }: Exchange['visitor']): boolean {
  const [service, uid, ...rest] = name.split(':');
  return service !== '' && uid === userUid(role) && rest.length === 0;
}

function readCaptures([namespace = '', name = '']: string[]): { namespace: string; name: string } {
  return { namespace, name: decodeURIComponent(name) };
}

function keyOf(...parts: string[]): string {
  return JSON.stringify(parts);
}

function render(namespace: string, name: string, { labels, spec, version, created }: StoredObject): Json {
  const metadata = { name, namespace, labels, resourceVersion: String(version), creationTimestamp: created };
  return { kind: 'UserStorage', apiVersion: `${GROUP}/v0alpha1`, metadata, spec };
}

function sendMissing(response: ServerResponse, name: string): void {
  sendStatus(response, 404, 'NotFound', `user-storage.${GROUP} "${name}" not found`);
}

/** An error in the form of the Kubernetes API. */
function sendStatus(response: ServerResponse, code: number, reason: string, message: string): void {
  sendJson(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  });
}

/** RFC 7396: objects are merged, `null` removes, all else replaces. */
function mergePatch(target: unknown, change: unknown): unknown {
  if (!isObject(change)) {
    return change;
  }
  const merged: Json = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(change)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = mergePatch(merged[key], value);
    }
  }
  return merged;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
