import type { AlertRule } from '../alertRule';
import { CHAPTERS } from '../catalogue';
import { TRACED_SERVICES } from '../tracedServices';

/** A rule with where it belongs. */
export interface PlacedAlert {
  alert: AlertRule;
  /** The group of rules and the runbook. */
  chapter: { id: string; title: string };
  /** The signal whose panel shows it live; for traced services there is none yet. */
  signal: { id: string; title: string } | undefined;
}

/** All alert rules, in the order of the catalogue. */
export function listAlerts(): PlacedAlert[] {
  const ofTempo = CHAPTERS.flatMap((chapter) =>
    chapter.sections
      .flatMap((section) => section.signals)
      .flatMap((signal) => (signal.alerts ?? []).map((alert): PlacedAlert => ({ alert, chapter, signal })))
  );
  const ofServices = TRACED_SERVICES.alerts.map((alert): PlacedAlert => ({
    alert,
    chapter: TRACED_SERVICES,
    signal: undefined,
  }));
  return [...ofTempo, ...ofServices];
}
