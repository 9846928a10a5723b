import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { properties } from '../../src/apps/shared/settings/properties';

const SPECIAL = [...' \t\n\r\f\v\b\x7f\x85\xa0\u2028\ufeff\'"\\=:#!u0041äß漢', '😀'];
/** Prints each key and each value in hexadecimal UTF-16, because standard output has an encoding of its own. */
const READER = `
import java.io.FileInputStream;
import java.util.*;

class Reader {
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.load(new FileInputStream(args[0]));
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      System.out.println(hex(key) + " " + hex(properties.getProperty(key)));
    }
  }

  static String hex(String text) {
    StringBuilder hex = new StringBuilder("0x");
    for (char c : text.toCharArray()) hex.append(String.format("%04x", (int) c));
    return hex.toString();
  }
}
`;
const hex = (text: string) => `0x${[...Array(text.length).keys()].map(i => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')}`;

test('java.util.Properties reads what the writer of properties writes', () => {
  const text = fc.array(fc.constantFrom(...SPECIAL), { maxLength: 8 }).map(parts => parts.join(''));
  const map = fc.sample(fc.dictionary(text, text, { minKeys: 500, maxKeys: 500, noNullPrototype: true }), 1)[0];
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-properties-'));
  try {
    writeFileSync(join(folder, 'Reader.java'), READER);
    writeFileSync(join(folder, 'test.properties'), properties(map));
    const read = execFileSync('java', [join(folder, 'Reader.java'), join(folder, 'test.properties')], { encoding: 'utf8' });
    expect(read.trim().split('\n').sort()).toEqual(Object.entries(map).map(entry => entry.map(hex).join(' ')).sort());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
