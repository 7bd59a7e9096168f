import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import React from 'react';
import type { StepResult, StepState } from '../../../health';
import { stateText, stepTitle } from './stepTexts';

const COLOURS: Readonly<Record<StepState, BadgeColor>> = {
  ok: 'green',
  part: 'orange',
  suspect: 'orange',
  stop: 'blue',
  unknown: 'darkgrey',
};

/** A step that was taken, with what was seen. */
export function StepItem({ result: { step, state, what } }: { result: StepResult }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.item} data-step={step} data-state={state}>
      <Stack direction="column" gap={0.5}>
        <Stack direction="row" gap={1} alignItems="center">
          <Text element="h3" variant="h6">
            {stepTitle(step)}
          </Text>
          <Badge color={COLOURS[state]} text={stateText(state, step)} />
        </Stack>
        <Text element="p" color="secondary">
          {what}
        </Text>
      </Stack>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({
    paddingLeft: theme.spacing(2),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    overflowWrap: 'anywhere',
  }),
});
