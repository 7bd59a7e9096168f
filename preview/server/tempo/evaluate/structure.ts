/**
 * Structural operators between two sets of spans of one trace, by nested-set numbers.
 * Follows `DescendantOf`, `ChildOf` and `SiblingOf` in `vparquet4/block_traceql.go`; like there, sets are sorted where
 * they lie, which shows in the order of results.
 */
import { StructuralOperator } from '../../../../src/traceql/ast';
import { FetchedSpan } from './fetchedSpan';

/** Whether `lower` lies below `upper`; never where one of them has no numbers. */
function isBelow(lower: FetchedSpan, upper: FetchedSpan): boolean {
  return (
    lower.nestedSetLeft > upper.nestedSetLeft &&
    lower.nestedSetRight < upper.nestedSetRight &&
    upper.nestedSetLeft !== 0 &&
    lower.nestedSetRight !== 0
  );
}

function isParent(parent: FetchedSpan, child: FetchedSpan): boolean {
  return parent.nestedSetLeft === child.nestedSetParent && parent.nestedSetLeft !== 0;
}

function areSiblings(a: FetchedSpan, b: FetchedSpan): boolean {
  return a.nestedSetParent === b.nestedSetParent && a.nestedSetParent !== 0 && a !== b;
}

type Relation = (left: FetchedSpan, right: FetchedSpan) => boolean;

const byLeft = (a: FetchedSpan, b: FetchedSpan) => a.nestedSetLeft - b.nestedSetLeft;
const byParent = (a: FetchedSpan, b: FetchedSpan) => a.nestedSetParent - b.nestedSetParent;

/** The spans that the operator gives for the spans of its two sides. */
export function relate(operator: StructuralOperator, left: FetchedSpan[], right: FetchedSpan[]): FetchedSpan[] {
  const relation = operator.replace(/^[!&]/, '') as '>' | '>>' | '<' | '<<' | '~';
  if (operator.startsWith('&')) {
    return relateBoth(relation, left, right);
  }
  const wanted = !operator.startsWith('!');
  switch (relation) {
    case '>>':
    case '<<': {
      left.sort(relation === '>>' ? (a, b) => byLeft(b, a) : byLeft);
      const matches: Relation = relation === '>>' ? (l, r) => isBelow(r, l) : (l, r) => isBelow(l, r);
      return right.filter((r) => left.some((l) => matches(l, r)) === wanted);
    }
    case '>': {
      left.sort(byLeft);
      const numbers = new Set(left.map(({ nestedSetLeft }) => nestedSetLeft));
      numbers.delete(0);
      return right.filter(({ nestedSetParent }) => numbers.has(nestedSetParent) === wanted);
    }
    case '<': {
      left.sort(byParent);
      const numbers = new Set(left.map(({ nestedSetParent }) => nestedSetParent));
      numbers.delete(0);
      return right.filter(({ nestedSetLeft }) => numbers.has(nestedSetLeft) === wanted);
    }
    case '~':
      left.sort(byParent);
      return right.filter((r) => left.some((l) => areSiblings(l, r)) === wanted);
  }
}

/** The union forms give the matching spans of both sides. */
function relateBoth(relation: '>' | '>>' | '<' | '<<' | '~', left: FetchedSpan[], right: FetchedSpan[]): FetchedSpan[] {
  switch (relation) {
    case '>>':
    case '<<':
      left.sort(byLeft);
      right.sort(byLeft);
      return relation === '>>' ? uniteLines(left, right) : uniteLines(right, left);
    case '>':
      return uniteFamilies(left, right);
    case '<':
      return uniteFamilies(right, left);
    case '~':
      return uniteSiblings(left, right);
  }
}

function uniteFamilies(parents: readonly FetchedSpan[], children: readonly FetchedSpan[]): FetchedSpan[] {
  const found = new Set<FetchedSpan>();
  for (const parent of [...parents].sort(byLeft)) {
    const ofParent = children.filter((child) => isParent(parent, child));
    ofParent.forEach((child) => found.add(child));
    if (ofParent.length > 0) {
      found.add(parent);
    }
  }
  return [...found];
}

function uniteSiblings(left: FetchedSpan[], right: FetchedSpan[]): FetchedSpan[] {
  left.sort(byParent);
  right.sort(byParent);
  const found = new Set<FetchedSpan>();
  for (const r of right) {
    const siblings = left.filter((l) => areSiblings(l, r));
    siblings.forEach((l) => found.add(l));
    if (siblings.length > 0) {
      found.add(r);
    }
  }
  return [...found];
}

/**
 * Ancestors and descendants in one sweep over both, sorted by left number. The sweep moves on where a branch ends and so
 * leaves out some pairs; that is what Tempo does (`descendantOfUnion`).
 */
function uniteLines(ancestors: readonly FetchedSpan[], descendants: readonly FetchedSpan[]): FetchedSpan[] {
  const found = new Set<FetchedSpan>();
  const isAfter = (a: FetchedSpan, b: FetchedSpan) => b.nestedSetLeft > a.nestedSetRight;
  let a = 0;
  let d = 0;
  while (a < ancestors.length && d < descendants.length) {
    const ancestor = ancestors[a];
    let descendant = descendants[d];
    for (; d < descendants.length; d++) {
      descendant = descendants[d];
      if (ancestor && descendant && isBelow(descendant, ancestor)) {
        found.add(descendant);
      }
      const next = descendants[d + 1];
      if (descendant && next && isAfter(descendant, next)) {
        d++;
        break;
      }
    }
    a = collectAncestors(ancestors, a, descendant, descendants[d], found);
  }
  return [...found];
}

/** Adds the ancestors of the branch that was just left; gives the index to go on from. */
function collectAncestors(
  ancestors: readonly FetchedSpan[],
  from: number,
  descendant: FetchedSpan | undefined,
  next: FetchedSpan | undefined,
  found: Set<FetchedSpan>
): number {
  let a = from;
  for (; a < ancestors.length; a++) {
    const ancestor = ancestors[a];
    if (!ancestor || !descendant || ancestor.nestedSetLeft > descendant.nestedSetRight) {
      break;
    }
    if (isBelow(descendant, ancestor)) {
      found.add(ancestor);
      if (next && isBelow(next, ancestor)) {
        break;
      }
    }
  }
  return a;
}
