/** Where the axis of shares ends at least: Grafana draws a graph of zeros up to 100, which as a share is 10,000 %. */
export const SHARE_AXIS_MAX = 0.05;
