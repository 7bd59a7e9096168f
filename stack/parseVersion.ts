export interface Version {
  major: number;
  minor: number;
  /** As the program says it, such as "2.42.0+ds". */
  text: string;
}

/** Reads "2.6.1", "v3.0.0-rc.1" or the first such thing behind the word "version"; null where there is none. */
export function parseVersion(text: string): Version | null {
  const found = /(?:^|version\s+)v?((\d+)\.(\d+)\.\d+\S*)/i.exec(text.trim());
  if (!found) {
    return null;
  }
  const [, whole = '', major, minor] = found;
  return { major: Number(major), minor: Number(minor), text: whole };
}

export function isOlderThan(version: Version, major: number, minor: number): boolean {
  return version.major < major || (version.major === major && version.minor < minor);
}
