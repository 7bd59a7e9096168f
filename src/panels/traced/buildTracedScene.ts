import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneFlexLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  type SceneObject,
} from '@grafana/scenes';
import { TimeComparison } from '../comparison/TimeComparison';
import type { TimeOffset } from '../comparison/timeOffset';
import { SectionRow } from '../SectionRow';

interface TracedRow {
  /** Part of the URL where the row is folded. */
  id: string;
  title: string;
  question: string;
  body: SceneObject;
}

/** Rows under a time range, all queries of which are asked for the earlier time too, if there is one. */
export function buildTracedScene(rows: readonly TracedRow[], offset: TimeOffset | undefined): EmbeddedScene {
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    $behaviors: [new TimeComparison({ offset })],
    controls: [
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: '', withText: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: rows.map((row) => new SectionRow({ ...row, isOpen: true })),
    }),
  });
}
