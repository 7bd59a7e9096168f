import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { useSurroundings } from '../../../data';
import { chapterPath } from '../../../panels';
import type { OverviewChapter } from '../numbers/overviewNumbers';
import { describeDiscovery } from './describeDiscovery';

interface DiscoveredProps {
  /** Empty where there are no metrics, and so no chapters. */
  chapters: readonly OverviewChapter[];
}

/** Which Tempo this is and where what is known of it comes from; and how much is not shown of it. */
export function Discovered({ chapters }: DiscoveredProps) {
  const styles = useStyles2(getStyles);
  const facts = describeDiscovery(useSurroundings());
  return (
    <section aria-labelledby="overview-discovered">
      <Stack direction="column" gap={1}>
        <Text element="h2" variant="h5" id="overview-discovered">
          {t('overview.discovered.title', 'What was discovered')}
        </Text>
        <dl className={styles.facts}>
          {facts.map(({ id, name, text }) => (
            <React.Fragment key={id}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </React.Fragment>
          ))}
          {chapters.length > 0 && (
            <>
              <dt>{t('overview.discovered.not-shown', 'Not shown')}</dt>
              <dd>
                <NotShown chapters={chapters} />
              </dd>
            </>
          )}
        </dl>
      </Stack>
    </section>
  );
}

/** How many signals each chapter leaves out; the page of the chapter has the reason for each. */
function NotShown({ chapters }: DiscoveredProps) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const incomplete = chapters.filter(({ notApplicable }) => notApplicable > 0);
  if (incomplete.length === 0) {
    return <>{t('overview.discovered.all-shown', 'Nothing: this Tempo has everything that is watched')}</>;
  }
  return (
    <ul className={styles.chapters}>
      {incomplete.map(({ chapter, notApplicable, total }) => (
        <li key={chapter.id}>
          {t('overview.discovered.missing', '{{missing}} of {{total}} signals do not apply here or are missing:', {
            missing: notApplicable,
            total,
          })}{' '}
          <TextLink href={chapterPath(chapter.id, search)}>
            {t('overview.discovered.why', '{{chapter}}, with the reason for each', {
              chapter: t(`chapters.${chapter.id}.title`, chapter.title),
            })}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: `minmax(${theme.spacing(14)}, max-content) 1fr`,
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.5),
    margin: 0,
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
  chapters: css({ margin: 0, padding: 0, listStyle: 'none' }),
});
