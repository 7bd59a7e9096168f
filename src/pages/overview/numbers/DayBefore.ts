import { dateTime, type TimeRange } from '@grafana/data';
import {
  SceneObjectBase,
  type SceneObjectState,
  type SceneQueryRunner,
  SceneTimeRangeTransformerBase,
  type SceneTimeRangeState,
} from '@grafana/scenes';

const DAY_MS = 24 * 3600 * 1000;

/** The day before moves on in steps: a page that is refreshed every few seconds need not ask for it every time. */
const STEP_MS = 60 * 1000;

/**
 * Asks the same a day earlier. The runner hangs below an object of its own, for a runner that has its time range itself
 * runs before that range is known, and then again.
 */
export class DayBefore extends SceneObjectBase<SceneObjectState & { $data: SceneQueryRunner }> {
  constructor(runner: SceneQueryRunner) {
    super({ $timeRange: new DayBeforeTimeRange(), $data: runner });
  }
}

/** The time range above it, 24 hours earlier. */
export class DayBeforeTimeRange extends SceneTimeRangeTransformerBase<SceneTimeRangeState> {
  constructor() {
    super(asState(dayBefore({ from: 0, to: 0 })));
  }

  protected ancestorTimeRangeChanged({ value }: SceneTimeRangeState): void {
    const next = dayBefore({ from: value.from.valueOf(), to: value.to.valueOf() });
    const { from, to } = this.state.value;
    const moved = Math.max(Math.abs(next.from.diff(from)), Math.abs(next.to.diff(to)));
    if (moved >= STEP_MS) {
      this.setState(asState(next));
    }
  }
}

function dayBefore({ from, to }: { from: number; to: number }): TimeRange {
  const range = { from: dateTime(from - DAY_MS), to: dateTime(to - DAY_MS) };
  return { ...range, raw: range };
}

function asState(value: TimeRange): SceneTimeRangeState {
  return { from: value.from.toISOString(), to: value.to.toISOString(), value };
}
