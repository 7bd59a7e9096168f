/**
 * Whole queries.
 *
 * Follows `root` of Tempo's `pkg/traceql/expr.y` (2.6 to 3.0).
 */
import { Hints, MetricsStage, Query, SecondStage, Stage } from '../ast';
import { Fix, replaceFix } from '../diagnostics';
import { Token } from '../tokens';
import { ANY, isMetrics, SCALAR, startsAggregate } from './alternatives';
import { attachComments } from './comments';
import { parseHints, parseMetrics, parseSecondStages } from './metrics';
import { parseFurtherStages, parsePipeline, PipelineContent } from './pipeline';
import { ParserState } from './state';

const T = Token;

const RESUMES: ReadonlySet<Token> = new Set([T.Pipe, T.With]);

/** Reads the whole text. */
export function parseQuery(p: ParserState): Query {
  const content = parsePipeline(p, ANY, true);
  const stages: Stage[] = content.stages;
  if (stages.length === 0 && content.single) {
    addSingle(p, content, stages);
  }
  let metrics: MetricsStage | null = null;
  const secondStages: SecondStage[] = [];
  const hints: Hints[] = [];
  let metricsFollow = content.metricsFollow;
  for (;;) {
    if (metricsFollow) {
      metrics = parseMetrics(p);
      secondStages.push(...parseSecondStages(p));
    }
    hints.push(...parseHints(p));
    if (p.lexer.token === T.End) {
      break;
    }
    metricsFollow = resume(p, stages, metrics !== null);
  }
  const range = { start: 0, end: p.text.length };
  const query: Query = { kind: 'query', stages, metrics, secondStages, hints, range };
  return p.lexer.comments.length > 0 ? attachComments(query, p.lexer.comments) : query;
}

/** Takes what is no pipeline: a spanset expression, or a scalar that lacks its comparison. */
function addSingle(p: ParserState, { single }: PipelineContent, stages: Stage[]): void {
  if (single?.what === SCALAR) {
    p.unexpected('a comparison such as `> 2`');
  }
  const node = single?.node;
  if (!node) {
    return;
  }
  if (node.kind === 'filter' || node.kind === 'spanset-binary' || node.kind === 'wrapped-pipeline') {
    stages.push(node);
  } else {
    stages.push({ kind: 'scalar-filter', operator: '>', left: node as never, right: p.missing(), range: node.range });
  }
}

/** Reports what cannot follow, and finds a place to go on. Tells whether a metrics function is there. */
function resume(p: ParserState, stages: Stage[], hasMetrics: boolean): boolean {
  const { lexer } = p;
  const { token } = lexer;
  const isStage = token === T.By || token === T.Select || token === T.Coalesce || startsAggregate(token);
  const lacksPipe = isStage || (isMetrics(token) && !hasMetrics);
  const expected = hasMetrics ? 'the end, or `with(…)`' : '`|` and a stage, an operator between spansets, or the end';
  p.unexpected(expected, continuationFixes(p, lacksPipe));
  if (lacksPipe) {
    lexer.token = T.Pipe;
    lexer.end = lexer.start;
  } else {
    p.skipUntil(RESUMES);
  }
  if (lexer.token !== T.Pipe) {
    return false;
  }
  const { metricsFollow } = parseFurtherStages(p, ANY, stages, true);
  return metricsFollow;
}

function continuationFixes(p: ParserState, lacksPipe: boolean): Fix[] {
  const at = { start: p.lexer.previousEnd, end: p.lexer.previousEnd };
  if (lacksPipe) {
    return [replaceFix('Insert |', at, ' |')];
  }
  return p.lexer.token === T.OpenBrace ? [replaceFix('Insert &&', at, ' &&')] : [];
}
