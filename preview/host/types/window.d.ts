interface Window {
  __grafana_public_path__?: string;
  grafanaBootData?: import('../bootData.ts').BootData;
}
