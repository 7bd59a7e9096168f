import { css } from '@emotion/css';
import {
  type DataFrame,
  type Field,
  formattedValueToString,
  type GrafanaTheme2,
  type Labels,
  TIME_SERIES_TIME_FIELD_NAME,
  TIME_SERIES_VALUE_FIELD_NAME,
} from '@grafana/data';
import { EventsCanvas, getFieldDisplayLinks, Toggletip, type UPlotConfigBuilder, useStyles2 } from '@grafana/ui';
import React, { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { findVisibleSeries, isExemplarVisible } from './visibleExemplars.ts';

/** What is used of uPlot, whose types the host does not have. */
interface Plot {
  scales: Record<string, { min?: number; max?: number }>;
  valToPos(value: number, scale: string): number;
}

interface ExemplarsPluginProps {
  config: UPlotConfigBuilder;
  frames: DataFrame[];
  /** Frames with `Time`, `Value` and fields that name the series. */
  exemplars: DataFrame[];
}

/** Exemplars as points in a graph; each opens its fields and links. */
export function ExemplarsPlugin({ config, frames, exemplars }: ExemplarsPluginProps) {
  const plotRef = useRef<Plot>();
  const [, setDrawCount] = useState(0);
  useLayoutEffect(() => {
    config.addHook('init', (plot) => (plotRef.current = plot as unknown as Plot));
    // EventsCanvas misses the first drawing where React mounts later than uPlot draws.
    config.addHook('draw', () => setDrawCount((count) => count + 1));
  }, [config]);
  const visible = findVisibleSeries(config, frames);

  const mapToPosition = useCallback((frame: DataFrame, row: number) => {
    const time = findField(frame, TIME_SERIES_TIME_FIELD_NAME);
    const value = findField(frame, TIME_SERIES_VALUE_FIELD_NAME);
    const plot = plotRef.current;
    if (!time || !value || !plot || !Number.isFinite(value.values[row])) {
      return undefined;
    }
    const scaleName = Object.keys(plot.scales).find((name) => name !== 'x' && name !== 'y') ?? '__fixed';
    const { min = -Infinity, max = Infinity } = plot.scales[scaleName] ?? {};
    // Those above or below the graph are shown at its edge.
    const shown = Math.min(Math.max(value.values[row], min), max);
    return { x: plot.valToPos(time.values[row], 'x'), y: plot.valToPos(shown, scaleName) };
  }, []);

  const renderMarker = (frame: DataFrame, row: number) => {
    const labels = readLabels(frame, row);
    return isExemplarVisible(labels, visible) ? <ExemplarMarker frame={frame} row={row} /> : null;
  };

  return (
    <EventsCanvas
      id="exemplars"
      config={config}
      events={exemplars}
      renderEventMarker={renderMarker}
      mapEventToXYCoords={mapToPosition}
    />
  );
}

function ExemplarMarker({ frame, row }: { frame: DataFrame; row: number }) {
  const styles = useStyles2(getStyles);
  return (
    <Toggletip title="Exemplar" content={<ExemplarFields frame={frame} row={row} />} placement="bottom">
      <button
        type="button"
        className={styles.marker}
        aria-label={`Exemplar ${formatValue(findField(frame, TIME_SERIES_VALUE_FIELD_NAME), row)}`}
        data-testid="data-testid Exemplar marker"
      />
    </Toggletip>
  );
}

function ExemplarFields({ frame, row }: { frame: DataFrame; row: number }) {
  const styles = useStyles2(getStyles);
  const links = frame.fields.flatMap((field) => (field.getLinks ? getFieldDisplayLinks(field, row) : []));
  return (
    <>
      <dl>
        {frame.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.config.displayName ?? field.name}</dt>
            <dd>{formatValue(field, row)}</dd>
          </div>
        ))}
      </dl>
      {links.map((link) => (
        <a key={link.title} className={styles.link} href={link.href} target={link.target} onClick={link.onClick}>
          {link.title}
        </a>
      ))}
    </>
  );
}

function findField(frame: DataFrame, name: string): Field | undefined {
  return frame.fields.find((field) => field.name === name);
}

function readLabels(frame: DataFrame, row: number): Labels {
  return Object.fromEntries(frame.fields.map(({ name, values }) => [name, String(values[row])]));
}

function formatValue(field: Field | undefined, row: number): string {
  const value: unknown = field?.values[row];
  return field?.display ? formattedValueToString(field.display(value)) : String(value);
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  marker: css({
    width: 9,
    height: 9,
    padding: 0,
    transform: 'rotate(45deg)',
    background: theme.colors.primary.main,
    border: `1px solid ${theme.colors.background.primary}`,
    cursor: 'pointer',
    '&:hover, &:focus-visible': { outline: `2px solid ${theme.colors.primary.text}` },
  }),
});
