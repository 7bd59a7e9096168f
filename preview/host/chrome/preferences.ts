import { useEffect, useState } from 'react';
import type { OrgRole, ThemeName } from '../bootData.ts';

const DOCKED_KEY = 'grafana.navigation.docked';

/** The server renders the page for the theme and role in the cookies, so a change needs a reload. */
export function switchTheme(theme: ThemeName): void {
  setCookieAndReload('preview_theme', theme);
}

export function switchRole(role: OrgRole): void {
  setCookieAndReload('preview_role', role);
}

function setCookieAndReload(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; SameSite=Lax`;
  window.location.reload();
}

/** Whether the navigation is docked: kept between visits, never on a narrow screen (Grafana's `xl` limit). */
export function useDockedMenu(minWidthPx: number): [boolean, (docked: boolean) => void, boolean] {
  const [isWide, setIsWide] = useState(() => window.innerWidth >= minWidthPx);
  const [isWanted, setIsWanted] = useState(() => window.localStorage.getItem(DOCKED_KEY) !== 'false');
  useEffect(() => {
    const query = window.matchMedia(`(min-width: ${minWidthPx}px)`);
    const update = () => setIsWide(query.matches);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, [minWidthPx]);
  const setDocked = (docked: boolean) => {
    window.localStorage.setItem(DOCKED_KEY, String(docked));
    setIsWanted(docked);
  };
  return [isWide && isWanted, setDocked, isWide];
}
