// The API's documentation as one page without script: built from the OpenAPI document, its style named by
// hash in the policy, nothing loaded from anywhere.

import { createHash } from 'node:crypto';
import { type OpenApiDocument, type Operation, operationList } from '@gatehouse/contracts';

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}nav a{margin-right:1rem}
details{border-top:1px solid #8884;padding:.5rem 0}
summary{cursor:pointer;display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}
summary b{font:600 .8rem ui-monospace,monospace;min-width:4.5em}
summary code{font-size:.9rem}summary span{opacity:.75}
pre{background:#8881;border-radius:6px;overflow:auto;padding:.75rem;font-size:.8rem}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** The policy of the page: its own style, and nothing else. */
export const documentationPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function escapeHtml(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (character) => `&#${character.codePointAt(0)?.toString() ?? ''};`,
  );
}

function renderJson(value: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(value, undefined, 2))}</pre>`;
}

function renderOperation(id: string, operation: Operation, document: OpenApiDocument): string {
  const entry = document.paths[operation.path]?.[operation.method.toLowerCase()];
  const needs =
    operation.permission === 'member'
      ? 'Needs a signed-in member.'
      : `Needs the permission <code>${escapeHtml(operation.permission)}</code>.`;
  return `<details id="${escapeHtml(id)}">
<summary><b>${operation.method}</b><code>${escapeHtml(operation.path)}</code><span>${escapeHtml(operation.summary)}</span></summary>
<p>${needs} <code>${escapeHtml(id)}</code></p>
${renderJson(entry)}
</details>`;
}

function anchor(tag: string): string {
  return escapeHtml(tag.toLowerCase().replaceAll(' ', '-'));
}

/** @returns the whole page as HTML. */
export function buildDocumentationPage(document: OpenApiDocument, openApiUrl: string): string {
  const tags = [...new Set(operationList.map(([, { tag }]) => tag))];
  const sections = tags.map((tag) => {
    const rendered = operationList
      .filter(([, operation]) => operation.tag === tag)
      .map(([id, operation]) => renderOperation(id, operation, document));
    return `<h2 id="${anchor(tag)}">${escapeHtml(tag)}</h2>\n${rendered.join('\n')}`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details><summary><code>${escapeHtml(name)}</code></summary>${renderJson(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gatehouse management API</title>
<style>${style}</style>
</head>
<body>
<h1>Gatehouse management API</h1>
<p>Send <code>Authorization: Bearer</code> with a workspace API key, a project API key or a member's access token.
The same as a document for programs: <a href="${escapeHtml(openApiUrl)}">openapi.json</a>.</p>
<nav>${tags.map((tag) => `<a href="#${anchor(tag)}">${escapeHtml(tag)}</a>`).join('')}<a href="#schemas">schemas</a></nav>
${sections.join('\n')}
<h2 id="schemas">schemas</h2>
${schemas.join('\n')}
</body>
</html>
`;
}
