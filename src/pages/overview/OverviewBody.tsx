import { css } from '@emotion/css';
import { LoadingState, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  SceneObjectBase,
  type SceneComponentProps,
  type SceneObjectState,
  type SceneQueryRunner,
} from '@grafana/scenes';
import { Stack, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { Problem } from '../../components/Problem';
import { DayChanges } from './changes/DayChanges';
import { ChapterNumbers } from './numbers/ChapterNumbers';
import type { DayBefore } from './numbers/DayBefore';
import type { OverviewChapter } from './numbers/overviewNumbers';
import { readNumbers, type NumberReading } from './numbers/readNumbers';

interface OverviewBodyState extends SceneObjectState {
  chapters: OverviewChapter[];
  /** Asks for all numbers. */
  $data: SceneQueryRunner;
  /** Asks for them a day before. */
  before: DayBefore;
}

/** The numbers of each chapter, and how they differ from the day before. */
export class OverviewBody extends SceneObjectBase<OverviewBodyState> {
  static Component = OverviewBodyRenderer;

  constructor(state: OverviewBodyState) {
    // Behaviours come to life last: today is asked for before yesterday.
    super({ ...state, $behaviors: [() => this.state.before.activate()] });
  }
}

function OverviewBodyRenderer({ model }: SceneComponentProps<OverviewBody>) {
  const { chapters, $data, before } = model.useState();
  const now = $data.useState().data;
  const dayBefore = before.state.$data.useState().data;
  const numbers = useMemo(() => chapters.flatMap((chapter) => chapter.numbers), [chapters]);
  const readings = useReadings(now, numbers);
  const readingsBefore = useReadings(dayBefore, numbers);
  const failure = failureOf(readings);
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.body}>
      <Stack direction="column" gap={3}>
        {failure === undefined ? (
          chapters
            .filter((chapter) => chapter.numbers.length > 0)
            .map(({ chapter, numbers: ofChapter }) => (
              <ChapterNumbers key={chapter.id} chapter={chapter} numbers={ofChapter} readings={readings} />
            ))
        ) : (
          <Problem
            severity="error"
            title={t('overview.failed', 'Prometheus did not answer')}
            said={failure}
            onRetry={() => $data.runQueries()}
          />
        )}
        {readings && failure === undefined && (
          <DayChanges
            numbers={numbers}
            now={readings}
            before={readingsBefore}
            onRetry={() => before.state.$data.runQueries()}
          />
        )}
      </Stack>
    </div>
  );
}

/** The last whole answer, so that numbers do not vanish while they are asked for again. */
function useReadings(
  data: PanelData | undefined,
  numbers: ReadonlyArray<{ refId: string }>
): Map<string, NumberReading> | undefined {
  return useMemo(() => {
    const isAnswered = data && (data.state !== LoadingState.Loading || data.series.length > 0);
    return isAnswered && data.state !== LoadingState.NotStarted
      ? readNumbers(
          data,
          numbers.map(({ refId }) => refId)
        )
      : undefined;
  }, [data, numbers]);
}

/** What was said, where no number at all could be asked for. */
function failureOf(readings: Map<string, NumberReading> | undefined): string | undefined {
  const all = [...(readings?.values() ?? [])];
  const [first] = all;
  return first?.status === 'failed' && all.every(({ status }) => status === 'failed') ? first.said : undefined;
}

/** A scene lays its body out as a flexible box, which would be as narrow as its content. */
const getStyles = () => ({ body: css({ flexGrow: 1, minWidth: 0 }) });
