import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface HiddenTextProps {
  id?: string;
  children: ReactNode;
}

/** Text that only screen readers tell, for controls whose meaning the layout shows to the eye. */
export function HiddenText({ id, children }: HiddenTextProps) {
  const styles = useStyles2(getStyles);
  return (
    <span id={id} className={styles.hidden}>
      {children}
    </span>
  );
}

const getStyles = () => ({
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
    border: 0,
  }),
});
