import { useEffect, useState } from 'react';

/** Whether the browser's tab has been in view since the page opened: what opens in the background need not ask anything. */
export function useTabSeen(): boolean {
  const [isSeen, setIsSeen] = useState(isInView);
  useEffect(() => {
    if (isSeen) {
      return undefined;
    }
    const look = () => setIsSeen(isInView());
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [isSeen]);
  return isSeen;
}

function isInView(): boolean {
  return document.visibilityState !== 'hidden';
}
