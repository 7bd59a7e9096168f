/** Of everything below the status, in all states: what arrives finds its place, and nothing moves. */
export const RESULTS_HEIGHT_PX = 720;
/** Buttons of the small size; on narrow screens the line may wrap. */
export const TOOLBAR_HEIGHT_PX = 40;
