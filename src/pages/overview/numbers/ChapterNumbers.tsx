import { t } from '@grafana/i18n';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import type { Chapter } from '../../../signals';
import { chapterPath, panelPath } from '../../../panels';
import { levelOf } from './numberLevel';
import { getNumberGridStyle } from './numberGridStyle';
import { NumberTile } from './NumberTile';
import type { OverviewNumber } from './overviewNumbers';
import type { NumberReading } from './readNumbers';

interface ChapterNumbersProps {
  chapter: Chapter;
  numbers: readonly OverviewNumber[];
  /** By refId; undefined while they are asked for. */
  readings: ReadonlyMap<string, NumberReading> | undefined;
}

/** The numbers of one chapter, with the way to its page. */
export function ChapterNumbers({ chapter, numbers, readings }: ChapterNumbersProps) {
  const grid = useStyles2(getNumberGridStyle);
  const { search } = useLocation();
  const headingId = `overview-${chapter.id}`;
  return (
    <section aria-labelledby={headingId} aria-busy={readings === undefined}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} alignItems="baseline" wrap="wrap">
          <Text element="h2" variant="h5" id={headingId}>
            {t(`chapters.${chapter.id}.title`, chapter.title)}
          </Text>
          <TextLink href={chapterPath(chapter.id, search)} variant="bodySmall">
            {t('overview.chapter.all', 'All of {{chapter}}', { chapter: chapter.title })}
          </TextLink>
        </Stack>
        <ul className={grid}>
          {numbers.map(({ signal, refId }) => {
            const reading = readings?.get(refId);
            return (
              <NumberTile
                key={signal.id}
                title={t(`signals.${signal.id}.title`, signal.title)}
                unit={signal.unit}
                suffix={suffixOf(signal.id)}
                reading={reading}
                level={reading?.status === 'value' ? levelOf(signal, reading.last) : undefined}
                href={panelPath(signal.id, search)}
              />
            );
          })}
        </ul>
      </Stack>
    </section>
  );
}

/** The catalogue's titles stand in a chapter that says what is counted; here they do not. */
function suffixOf(signalId: string): string | undefined {
  switch (signalId) {
    case 'ingestion.spans-now':
      return t('overview.number.spans-per-second', 'spans/s');
    case 'errors.overload-now':
      return t('overview.number.per-second', 'per second');
    default:
      return undefined;
  }
}
