import type { AlertRule } from '../alertRule';
import { CHAPTERS } from '../catalogue';
import { TRACED_SERVICES } from '../tracedServices';

/** A rule with where it belongs. */
export interface PlacedAlert {
  alert: AlertRule;
  /** The group of rules and the runbook. */
  chapter: { id: string; title: string };
  /** What shows it live: the panel of a signal, or one of the tabs about the traced services. */
  signal: { id: string; title: string };
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
    signal: panelOfServices(alert),
  }));
  return [...ofTempo, ...ofServices];
}

/** Panels of the "Services" tabs, by their ids in links (pages/latency, pages/errors). */
const SERVICE_PANELS: Readonly<Record<string, { id: string; title: string }>> = {
  TracedServiceFailing: { id: 'errors.services.share', title: 'Requests that failed' },
  TracedServiceSlow: { id: 'latency.services.quantiles', title: 'Duration of requests' },
};

function panelOfServices({ name }: AlertRule): { id: string; title: string } {
  const panel = SERVICE_PANELS[name];
  if (!panel) {
    throw new RangeError(`No panel shows what ${name} is about`);
  }
  return panel;
}
