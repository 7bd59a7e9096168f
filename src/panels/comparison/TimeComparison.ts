import { dateTime, type DataQueryRequest, type PanelData, type TimeRange } from '@grafana/data';
import {
  SceneObjectBase,
  type ExtraQueryDescriptor,
  type ExtraQueryProvider,
  type SceneDataQuery,
  type SceneObjectState,
} from '@grafana/scenes';
import { of } from 'rxjs';
import { earlierFrame } from './earlierFrame';
import { offsetMs, suffixOfOffset, type TimeOffset } from './timeOffset';

interface TimeComparisonState extends SceneObjectState {
  /** Undefined compares nothing. */
  offset: TimeOffset | undefined;
}

/**
 * A behaviour: all queries below are asked for an earlier time too, and the answers laid over each other. Queries with
 * `timeRangeCompare: false` are left out, and exemplars are those of the later time alone.
 *
 * Scenes has such an object of its own; panels of Grafana before 13 do not move what it gives them.
 */
export class TimeComparison
  extends SceneObjectBase<TimeComparisonState>
  implements ExtraQueryProvider<TimeComparisonState>
{
  getExtraQueries(request: DataQueryRequest): ExtraQueryDescriptor[] {
    const { offset } = this.state;
    const targets = request.targets.filter((query: SceneDataQuery) => query.timeRangeCompare !== false);
    if (!offset || targets.length === 0) {
      return [];
    }
    const shiftMs = offsetMs(offset, request.range.from.valueOf(), request.range.to.valueOf());
    const withoutExemplars = targets.map((query) => ({ ...query, exemplar: false }));
    return [
      {
        req: { ...request, targets: withoutExemplars, range: moveBack(request.range, shiftMs) },
        processor: (_, earlier) => of(overlay(earlier, shiftMs, suffixOfOffset(offset))),
      },
    ];
  }

  shouldRerun(before: TimeComparisonState, after: TimeComparisonState): boolean {
    return before.offset !== after.offset;
  }
}

function moveBack({ from, to }: TimeRange, shiftMs: number): TimeRange {
  const range = { from: dateTime(from.valueOf() - shiftMs), to: dateTime(to.valueOf() - shiftMs) };
  return { ...range, raw: range };
}

function overlay(earlier: PanelData, shiftMs: number, suffix: string): PanelData {
  return {
    ...earlier,
    annotations: [],
    series: earlier.series.map((frame) => earlierFrame(frame, shiftMs, suffix)),
  };
}
