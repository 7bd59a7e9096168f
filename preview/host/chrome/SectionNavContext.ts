import type { NavModelItem } from '@grafana/data';
import { createContext } from 'react';

/** The item of the navigation that the page in view belongs to. */
export const SectionNavContext = createContext<NavModelItem | undefined>(undefined);
