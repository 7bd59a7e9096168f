import { readFileSync } from 'node:fs';

type Environment = Record<string, string | undefined>;

/**
 * Fills environment variables into the values of a provisioning file by Grafana's rules: `$NAME`, `${NAME}`,
 * `$__env{NAME}` and `$__file{path}`; `$$` is a dollar sign; a variable that is not set is empty; a whole value that
 * becomes a number or a boolean is one. Keys stay as they are.
 * Source: Grafana 12.3, pkg/services/provisioning/values/values.go.
 */
export function expandVariables(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') {
    return expandValue(value, env);
  }
  if (Array.isArray(value)) {
    return value.map((item) => expandVariables(item, env));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandVariables(item, env)]));
  }
  return value;
}

function expandValue(text: string, env: Environment): unknown {
  const parts = text.split('$$').map((part) => expandPart(part, env));
  const expanded = parts.join('$');
  return parts.length === 1 && expanded !== text ? readScalar(expanded) : expanded;
}

function expandPart(text: string, env: Environment): string {
  return text
    .replace(/\$__env\{([^}]*)\}/g, (_, name: string) => env[name] ?? '')
    .replace(/\$__file\{([^}]*)\}/g, (_, path: string) => readFileSync(path, 'utf8').trim())
    .replace(/\$\{([^}]*)\}|\$(\w+)/g, (_, braced?: string, plain?: string) => env[braced ?? plain ?? ''] ?? '');
}

function readScalar(text: string): string | number | boolean {
  if (/^[+-]?\d+$/.test(text) || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return Number(text);
  }
  if (/^(t|true|T|TRUE|True)$/.test(text)) {
    return true;
  }
  return /^(f|false|F|FALSE|False)$/.test(text) ? false : text;
}
