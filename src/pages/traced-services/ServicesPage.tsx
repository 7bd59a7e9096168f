import { css } from '@emotion/css';
import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneReactObject,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  UrlSyncContextProvider,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { useTracedSources } from '../../data';
import { ServiceDetail } from './detail/ServiceDetail';
import { ServiceList } from './list/ServiceList';
import { SourcesGate } from './sources/SourcesGate';

/** The services that are traced: all of them, or the one in the path. */
export default function ServicesPage() {
  const scene = useMemo(() => buildScene(), []);
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}

/** Time range and refresh as on the other pages. What is below them asks for itself: its answers are no panels'. */
function buildScene(): EmbeddedScene {
  const timeRange = new SceneTimeRange({ from: 'now-1h', to: 'now' });
  return new EmbeddedScene({
    $timeRange: timeRange,
    controls: [
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: '', withText: true }),
    ],
    body: new SceneReactObject({ component: ServicesBody, props: { timeRange } }),
  });
}

function ServicesBody({ timeRange }: { timeRange: SceneTimeRange }) {
  const styles = useStyles2(getStyles);
  const { value } = timeRange.useState();
  const service = useParams()['*'] ?? '';
  const found = useTracedSources();
  const fromMs = value.from.valueOf();
  const toMs = value.to.valueOf();
  const range = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  return (
    <div className={styles.body}>
      <SourcesGate found={found} onRetry={found.refresh}>
        {(sources) =>
          service === '' ? (
            <ServiceList sources={sources} range={range} />
          ) : (
            <ServiceDetail key={service} service={service} sources={sources} range={range} />
          )
        }
      </SourcesGate>
    </div>
  );
}

/** A scene lays its body out as a flexible box, which would be as narrow as its content. */
const getStyles = () => ({ body: css({ flexGrow: 1, minWidth: 0 }) });
