import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import {
  buildChangesTable,
  buildErrorSharePanel,
  buildFailedByGroupPanel,
  buildHttpAnswersPanel,
  buildTracedScene,
  PanelGrid,
  type TracedTabContext,
} from '../../panels';
import { ExceptionsSection } from './exceptions/ExceptionsSection';

/** Keys of panels begin so; alerts and other pages link to them by `?panel=`. */
export const SERVICES_PREFIX = 'errors.services.';

/** What fails in the traced services: how much, where, and by which exceptions. */
export function buildErrorsScene(context: TracedTabContext): EmbeddedScene {
  const { question, offset } = context;
  const { tempoUid, tempoVersion, selection } = question;
  const panels = [
    buildErrorSharePanel(`${SERVICES_PREFIX}share`, question),
    buildFailedByGroupPanel(`${SERVICES_PREFIX}by-group`, question),
    ...(tempoUid === undefined ? [] : [buildHttpAnswersPanel(`${SERVICES_PREFIX}http`, question)]),
  ];
  const failures = {
    id: 'failures',
    title: t('errors.services.failures', 'Failures'),
    question: t('errors.services.failures-question', 'How many requests to the services fail?'),
    body: new PanelGrid({ minColumnWidth: 420, rowHeight: 300, panels, wide: [] }),
  };
  const failing = {
    id: 'failing',
    title:
      offset === undefined
        ? t('errors.services.failing', 'Failing the most')
        : t('errors.services.changes', 'Largest changes'),
    question: selection.service
      ? t('errors.services.which-operation', 'Which operation is it?')
      : t('errors.services.which-service', 'Which service is it?'),
    body: buildChangesTable(context, {
      measure: 'failing',
      label: t('errors.services.table', 'Failures by group'),
      valueTitle: t('errors.services.share', 'Failed'),
      unit: 'percentunit',
      tracesTitle: t('errors.services.failing-traces', 'Failing traces'),
      tracesStage: () => '| { status = error }',
    }),
  };
  const exceptions =
    tempoUid === undefined
      ? []
      : [
          {
            id: 'exceptions',
            title: t('errors.services.exceptions', 'Exceptions'),
            question: t('errors.services.exceptions-question', 'What goes wrong, in the words of the code?'),
            body: new ExceptionsSection({ tempoUid, tempoVersion, ...selection }),
          },
        ];
  return buildTracedScene([failures, failing, ...exceptions], offset);
}
