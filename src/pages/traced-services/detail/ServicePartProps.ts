import type { MsRange } from '../../../data';
import type { PageSources } from '../sources/SourcesGate';
import type { ServicesStateControl } from '../state/useServicesState';

/** What each part of a service's page is given. */
export interface ServicePartProps {
  service: string;
  sources: PageSources;
  range: MsRange;
  control: ServicesStateControl;
}
