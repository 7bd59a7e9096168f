import { compileMatcher, compileRegex } from './labelMatcher';
import type { LabelSet } from './labelSet';
import { compileLabelTemplate } from './labelTemplate';
import { extractByRegexp, extractJson, extractLogfmt, type Extracted } from './lineParsers';
import type { LabelChange, LabelFilter, LineOperator, NumberOperator, Stage } from './logQl';

/** Runs over one line. @returns the line, perhaps rewritten; undefined where it is filtered out */
export type Pipeline = (line: string, labels: LabelSet) => string | undefined;

/** The stages of a log query as one. @throws LogQlError where an expression in it is wrong */
export function compilePipeline(stages: readonly Stage[]): Pipeline {
  const compiled = stages.map(compileStage);
  return (line, labels) => {
    let current: string | undefined = line;
    for (const stage of compiled) {
      current = stage(current, labels);
      if (current === undefined) {
        return undefined;
      }
    }
    return current;
  };
}

function compileStage(stage: Stage): Pipeline {
  switch (stage.kind) {
    case 'line': {
      const passes = compileLineFilter(stage.operator, stage.values);
      return (line) => (passes(line) ? line : undefined);
    }
    case 'json':
      return extracting(extractJson);
    case 'logfmt':
      return extracting(extractLogfmt);
    case 'regexp':
      return extracting(extractByRegexp(stage.pattern));
    case 'labels': {
      const passes = compileLabelFilter(stage.filter);
      return (line, labels) => (passes(labels) ? line : undefined);
    }
    case 'label_format':
      return compileLabelChanges(stage.changes);
    case 'line_format': {
      const render = compileLabelTemplate(stage.template);
      return (line, labels) => render(labels.all(), line);
    }
    case 'drop':
      return always((labels) => labels.drop(stage.names));
    case 'keep':
      return always((labels) => labels.keep(stage.names));
  }
}

function always(change: (labels: LabelSet) => void): Pipeline {
  return (line, labels) => {
    change(labels);
    return line;
  };
}

function extracting(extract: (line: string) => Extracted): Pipeline {
  return (line, labels) => {
    extract(line).forEach(([name, value]) => labels.extract(name, value));
    return line;
  };
}

function compileLineFilter(operator: LineOperator, values: string[]): (line: string) => boolean {
  const isRegex = operator.endsWith('~');
  const tests = values.map((value) => {
    const regex = isRegex ? compileRegex(value, false) : undefined;
    return (line: string) => (regex ? regex.test(line) : line.includes(value));
  });
  return operator.startsWith('!')
    ? (line) => !tests.some((matches) => matches(line))
    : (line) => tests.some((matches) => matches(line));
}

function compileLabelChanges(changes: LabelChange[]): Pipeline {
  const compiled = changes.map((change) => {
    const render = 'template' in change ? compileLabelTemplate(change.template) : undefined;
    return (line: string, labels: LabelSet) => {
      if ('from' in change) {
        rename(labels, change.from, change.name);
      } else if (render) {
        labels.set(change.name, render(labels.all(), line));
      }
    };
  });
  return (line, labels) => {
    compiled.forEach((apply) => apply(line, labels));
    return line;
  };
}

function rename(labels: LabelSet, from: string, name: string): void {
  const value = labels.get(from);
  if (value !== '') {
    labels.drop([from]);
    labels.set(name, value);
  }
}

function compileLabelFilter(filter: LabelFilter): (labels: LabelSet) => boolean {
  switch (filter.kind) {
    case 'match': {
      const matches = compileMatcher(filter.matcher);
      return (labels) => matches(labels.get(filter.matcher.name));
    }
    case 'number':
      return (labels) => compareNumber(labels, filter);
    case 'and':
    case 'or': {
      const left = compileLabelFilter(filter.left);
      const right = compileLabelFilter(filter.right);
      return filter.kind === 'and'
        ? (labels) => left(labels) && right(labels)
        : (labels) => left(labels) || right(labels);
    }
  }
}

const COMPARE: Record<NumberOperator, (left: number, right: number) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

/** A line without the label is left out; one whose label is no number stays, marked with an error, as in Loki. */
function compareNumber(
  labels: LabelSet,
  { name, operator, value }: { name: string; operator: NumberOperator; value: number }
): boolean {
  const text = labels.get(name);
  const number = Number(text);
  if (text !== '' && Number.isNaN(number)) {
    labels.set('__error__', 'LabelFilterErr');
    return true;
  }
  return text !== '' && COMPARE[operator](number, value);
}
