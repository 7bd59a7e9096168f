import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { SpanRow } from '../../dataSources/tempo/buildTraceFrame.ts';
import { buildSpanLinks } from './buildSpanLinks.ts';
import { formatMs } from './formatMs.ts';

interface SpanDetailsProps {
  span: SpanRow;
  offsetMs: number;
  timeZone: string;
  tempo: DataSourceInstanceSettings | undefined;
}

/** What is known of one span: attributes, events, resource, links. */
export function SpanDetails({ span, offsetMs, timeZone, tempo }: SpanDetailsProps) {
  const styles = useStyles2(getStyles);
  const links = buildSpanLinks(span, tempo);
  const started = dateTimeFormat(span.startTime, { timeZone, format: 'HH:mm:ss.SSS' });
  return (
    <div className={styles.details} data-testid="span-details">
      <p>
        Span <code>{span.spanID}</code>, {span.kind || 'unspecified kind'}, started at {started} ({formatMs(offsetMs)}{' '}
        after the trace), {formatMs(span.duration)} long
        {span.statusMessage && <> — {span.statusMessage}</>}
      </p>
      {links.length > 0 && (
        <ul className={styles.links} aria-label="Links of the span">
          {links.map(({ title, href }) => (
            <li key={title}>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      <Tags title="Span attributes" tags={span.tags} />
      <Tags title="Resource attributes" tags={span.serviceTags} />
      {(span.logs ?? []).map((event, index) => (
        <Tags
          key={index}
          title={`Event ${event.name} (${formatMs(event.timestamp - span.startTime)})`}
          tags={event.fields ?? []}
        />
      ))}
      {(span.references ?? []).map((reference, index) => (
        <Tags
          key={index}
          title="Linked span"
          tags={[
            { key: 'trace', value: reference.traceID },
            { key: 'span', value: reference.spanID },
            ...(reference.tags ?? []),
          ]}
        />
      ))}
    </div>
  );
}

function Tags({ title, tags }: { title: string; tags: SpanRow['tags'] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.tags}>
      <caption>{title}</caption>
      <tbody>
        {tags.map(({ key, value }, index) => (
          <tr key={`${key}-${index}`}>
            <th scope="row">{key}</th>
            <td>{typeof value === 'string' ? value : JSON.stringify(value)}</td>
          </tr>
        ))}
        {tags.length === 0 && (
          <tr>
            <td>None</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    padding: theme.spacing(1, 2),
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    overflowWrap: 'anywhere',
  }),
  links: css({ display: 'flex', gap: theme.spacing(2), listStyle: 'none', a: { color: theme.colors.text.link } }),
  tags: css({
    marginBottom: theme.spacing(1),
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    caption: {
      captionSide: 'top',
      color: theme.colors.text.primary,
      fontFamily: theme.typography.fontFamily,
      fontWeight: theme.typography.fontWeightMedium,
    },
    th: { color: theme.colors.text.secondary, fontWeight: 'normal', paddingRight: theme.spacing(2), width: '30%' },
    'th, td': { textAlign: 'left', verticalAlign: 'top', whiteSpace: 'pre-wrap' },
  }),
});
