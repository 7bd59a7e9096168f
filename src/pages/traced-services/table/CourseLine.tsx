import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import type { Course } from '../../../signals/traced';
import { coursePath, COURSE_HEIGHT, COURSE_WIDTH } from './coursePath';

interface CourseLineProps {
  course: Course;
  color: 'rate' | 'error' | 'duration';
}

/**
 * The course of a number beside it, without axes; a screen reader has the number itself. SVG, since a canvas a cell would
 * be what scrolling waits for.
 */
export const CourseLine = memo(function CourseLine({ course, color }: CourseLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <svg
      className={cx(styles.chart, styles[color])}
      viewBox={`0 0 ${COURSE_WIDTH} ${COURSE_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
    >
      <path className={styles.line} d={coursePath(course)} />
    </svg>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ flex: 'none', display: 'block', width: COURSE_WIDTH, height: COURSE_HEIGHT }),
  line: css({ fill: 'none', stroke: 'currentColor', strokeWidth: 1.3, vectorEffect: 'non-scaling-stroke' }),
  rate: css({ color: theme.colors.primary.text }),
  error: css({ color: theme.colors.error.text }),
  duration: css({ color: theme.colors.warning.text }),
});
