import { useCallback, useRef, useState } from 'react';

/** The width of an element in pixels, 0 until it is known; give `ref` to the element. */
export function useElementWidth(): { ref: (element: HTMLElement | null) => void; widthPx: number } {
  const [widthPx, setWidthPx] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element) {
      setWidthPx(element.clientWidth);
      observer.current = new ResizeObserver(() => setWidthPx(element.clientWidth));
      observer.current.observe(element);
    }
  }, []);
  return { ref, widthPx };
}
