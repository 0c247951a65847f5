import type { Page } from 'playwright-core';

/** What is Latin in a Chinese office: addresses, codes, and the names of things. */
const ALLOWED = [
  /https?:\/\/[^\s，。；）]*/g,
  /[\w.+-]+@[\w.-]+/g,
  /\b[\w-]*\d[\w-]*\b/g,
  /\b[a-z]+(?:-[a-z]+)+\b/g,
  /\b(?:Gongkai|API|Webhook|JACG|CSV|Excel)\b/g,
];

/** Words in Latin letters that are visible on the page. */
export const englishOn = async (page: Page): Promise<string[]> => {
  const text = await page.locator('body').innerText();
  const rest = ALLOWED.reduce((left, allowed) => left.replace(allowed, ' '), text);
  return [...new Set(rest.match(/[A-Za-z]{2,}(?:[ \t]+[A-Za-z]+)*/g) ?? [])];
};
