import { parse } from 'yaml';
import type { DataSourceSettings } from '../contract';

type Environment = Readonly<Record<string, string>>;

/**
 * Reads a file of data sources as Grafana does: YAML, then variables in every value below `jsonData` and in the fields that
 * are text. Source: Grafana 12.3, pkg/services/provisioning/values/values.go and pkg/setting/expanders.go.
 */
export function readProvisioning(file: string, env: Environment = {}): DataSourceSettings[] {
  const { datasources } = parse(file) as { datasources: Array<Record<string, unknown>> };
  return datasources.map((entry) => ({
    uid: String(expandText(String(entry['uid']), env)),
    name: String(expandText(String(entry['name']), env)),
    type: String(expandText(String(entry['type']), env)),
    jsonData: expand(entry['jsonData'] ?? {}, env) as Record<string, unknown>,
    readOnly: true,
    isDefault: entry['isDefault'] === true,
  }));
}

export function expand(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') {
    return expandValue(value, env);
  }
  if (Array.isArray(value)) {
    return value.map((item) => expand(item, env));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, env)]))
    : value;
}

/** `interpolateIfaceValue`: without `$$`, what a variable made of the whole value can become a number or a boolean. */
function expandValue(text: string, env: Environment): unknown {
  const expanded = expandText(text, env);
  if (text.includes('$$') || expanded === text) {
    return expanded;
  }
  if (/^[+-]?\d+$/.test(expanded) || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(expanded)) {
    return Number(expanded);
  }
  return /^(1|t|T|TRUE|true|True)$/.test(expanded)
    ? true
    : /^(0|f|F|FALSE|false|False)$/.test(expanded)
      ? false
      : expanded;
}

/** `interpolateValue`: split at `$$`, expand the parts, join with `$`. */
function expandText(text: string, env: Environment): string {
  return text
    .split('$$')
    .map((part) =>
      expandEnv(
        part.replace(/\$(?:__env)?\{([^}]+)\}/g, (_, name: string) => env[name] ?? ''),
        env
      )
    )
    .join('$');
}

/** `os.ExpandEnv` of Go: a `$` that no name follows stays. */
function expandEnv(text: string, env: Environment): string {
  return text.replace(
    /\$(?:\{([^}]*)\}|([*#$@!?\-0-9]|[A-Za-z_]\w*))/g,
    (_, braced?: string, plain?: string) => env[braced ?? plain ?? ''] ?? ''
  );
}
