import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import ts from 'typescript';

/**
 * Imports go down only. Tiers from top to bottom; a folder may import what stands below its own tier, and of its own tier
 * only what is listed after it in the same line. Folders that are not listed are an error: give them a place first.
 */
const TIERS: string[][] = [
  ['module'],
  ['extensions'],
  ['app'],
  ['pages'],
  ['panels', 'components', 'data'],
  ['grafana'],
  ['correlations', 'deployment', 'health', 'signals', 'tempo'],
  ['traceql'],
  ['constants'],
  ['plugin'],
];
const ORDER = TIERS.flat();

/** Folders that know no React, no Grafana and no browser. */
const PURE = ['traceql', 'tempo', 'signals', 'health', 'correlations', 'deployment'];
/** All that pure code may import from packages. */
const PURE_PACKAGES = ['valibot'];
/** Only this folder (and Scenes' own runners) talks to Grafana's services. */
const RUNTIME_SERVICES = /^(getBackendSrv|getDataSourceSrv|getTemplateSrv|getAppEvents|config|usePluginUserStorage)$/;

const BANNED_NAMES = /^(utils?|helpers?|common|shared|services?|misc|types)(\.tsx?)?$/i;

const SRC = __dirname;
const FILES = listFiles(SRC).filter((file) => /\.tsx?$/.test(file));
/** Known exceptions. Stays empty: mend the import, do not list it. */
const ALLOWED: string[] = [];

interface Import {
  from: string;
  /** Path below src without extension, or the package name. */
  to: string;
  isPackage: boolean;
  names: string[];
}

const IMPORTS = FILES.flatMap(readImports);
const PRODUCTION_IMPORTS = IMPORTS.filter(({ from }) => !isTestFile(from));

describe('architecture', () => {
  it('sees the code', () => {
    expect(FILES.length).toBeGreaterThan(30);
    expect(IMPORTS.length).toBeGreaterThan(FILES.length);
  });

  it('every folder has a tier', () => {
    const unknown = [
      ...FILES.map(topOf),
      ...IMPORTS.filter(({ isPackage }) => !isPackage).map(({ to }) => topOf(to)),
    ].filter((top) => !ORDER.includes(top) && top !== 'architecture.test');
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('imports go down only', () => {
    const wrong = PRODUCTION_IMPORTS.filter(({ isPackage }) => !isPackage)
      .filter(({ from, to }) => !mayImport(topOf(from), topOf(to)))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong.filter((entry) => !ALLOWED.includes(entry))).toEqual([]);
  });

  it('pages do not import each other', () => {
    const pageOf = (path: string) => path.split('/')[1];
    const wrong = PRODUCTION_IMPORTS.filter(
      ({ from, to, isPackage }) =>
        !isPackage && topOf(from) === 'pages' && topOf(to) === 'pages' && pageOf(from) !== pageOf(to)
    );
    expect(wrong).toEqual([]);
  });

  it('pure folders import no package but the listed ones', () => {
    const wrong = PRODUCTION_IMPORTS.filter(
      ({ from, to, isPackage }) => isPackage && PURE.includes(topOf(from)) && !PURE_PACKAGES.includes(to)
    ).map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  it('traceql imports nothing but itself', () => {
    const wrong = PRODUCTION_IMPORTS.filter(({ from, to }) => topOf(from) === 'traceql' && topOf(to) !== 'traceql');
    expect(wrong).toEqual([]);
  });

  it('only grafana/ uses the services of Grafana', () => {
    const wrong = PRODUCTION_IMPORTS.filter(
      ({ from, to, names }) =>
        to.startsWith('@grafana/runtime') &&
        topOf(from) !== 'grafana' &&
        names.some((name) => RUNTIME_SERVICES.test(name))
    );
    expect(wrong).toEqual([]);
  });

  it('the entry imports no page and no Scenes statically', () => {
    const entry = PRODUCTION_IMPORTS.filter(({ from }) => from === 'module').map(({ to }) => to);
    expect(entry.filter((to) => to.startsWith('app') || to.startsWith('pages') || to.includes('scenes'))).toEqual([]);
  });

  it('has no cycles', () => {
    expect(findCycle(PRODUCTION_IMPORTS)).toBeUndefined();
  });

  it('finds a cycle where there is one', () => {
    const edge = (from: string, to: string): Import => ({ from, to, isPackage: false, names: [] });
    expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('c', 'a')])).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle([edge('a', 'b'), edge('a', 'c'), edge('b', 'c')])).toBeUndefined();
  });

  it('nothing has a name that says nothing', () => {
    const wrong = FILES.flatMap((file) => relative(SRC, file).split('/')).filter((part) => BANNED_NAMES.test(part));
    expect(wrong).toEqual([]);
  });

  it('src reads nothing outside of itself', () => {
    expect(IMPORTS.filter(({ to, isPackage }) => !isPackage && to.startsWith('..'))).toEqual([]);
  });
});

function mayImport(from: string, to: string): boolean {
  if (from === to) {
    return true;
  }
  return ORDER.indexOf(from) < ORDER.indexOf(to);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]
  );
}

function isTestFile(path: string): boolean {
  return path.endsWith('.test') || path.includes('/testdata/');
}

/** The first folder below src, or the file's own name without extension. */
function topOf(path: string): string {
  const below = path.startsWith('/') ? relative(SRC, path) : path;
  return (below.split('/')[0] ?? '').replace(/\.tsx?$/, '');
}

/** Static imports and re-exports. Type-only ones count: they bind the code just as much. Dynamic ones do not. */
function readImports(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false);
  const from = relative(SRC, file).replace(/\.tsx?$/, '');
  return source.statements.flatMap((statement): Import[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) {
      return [];
    }
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) {
      return [];
    }
    const names = ts.isImportDeclaration(statement) ? importedNames(statement) : [];
    return [{ from, names, ...targetOf(file, moduleSpecifier.text) }];
  });
}

function targetOf(file: string, specifier: string): Pick<Import, 'to' | 'isPackage'> {
  if (!specifier.startsWith('.')) {
    return { to: specifier, isPackage: true };
  }
  const path = relative(SRC, resolve(dirname(file), specifier)).replace(/\.(tsx?|json)$/, '');
  const isFolder = FILES.some((known) => relative(SRC, known) === `${path}/index.ts`);
  return { to: isFolder ? `${path}/index` : path, isPackage: false };
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings)
    ? bindings.elements.map((element) => (element.propertyName ?? element.name).text)
    : [];
}

/** The files of a cycle, the first repeated at the end, or undefined. */
function findCycle(imports: Import[]): string[] | undefined {
  const edges = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (!isPackage) {
      edges.set(from, [...(edges.get(from) ?? []), to]);
    }
  }
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) {
      return [...path.slice(path.indexOf(file)), file];
    }
    if (done.has(file)) {
      return undefined;
    }
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle) {
        return cycle;
      }
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle) {
      return cycle;
    }
  }
  return undefined;
}
