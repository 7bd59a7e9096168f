import { css } from '@emotion/css';
import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { serviceColor } from './serviceColor';

/** The colour of a service beside its name; the name tells it to those who see no colours. */
export function ServiceDot({ service }: { service: string }) {
  const theme = useTheme2();
  return <span aria-hidden className={DOT} style={{ background: serviceColor(theme, service) }} />;
}

const DOT = css({ display: 'inline-block', flex: 'none', width: 10, height: 10, borderRadius: '50%' });
