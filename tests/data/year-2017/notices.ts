import { addDays, addWorkdays, instantOf, workdayUntil, workdaysBetween } from '../calendar';
import { apportion, createDocumentIds, createRandom } from '../random';
import type { Notice, NoticeKind, Organization } from '../records';
import { createSlugs } from '../slugs';
import { ANNOUNCEMENT_KINDS } from '../text/announcements';
import { DOCUMENTS } from '../text/documents';
import { establishmentDocument } from '../text/establishment-documents';
import { NEWS, newsBody } from '../text/news';
import { officialDocument } from '../text/layout';
import { STREETS } from '../text/places';
import { publicationInstant } from './establishment';
import type { Organizations } from './organizations';

/** What the 2017 report says of published information. */
export const NOTICE_TOTALS = {
  'normative-document': 4,
  document: 4,
  'establishment-document': 71,
  news: 36,
  announcement: 492,
} as const;

interface Draft {
  readonly kind: NoticeKind;
  readonly issuer: Organization;
  readonly issuedOn: string;
  readonly formedOn: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly summary: string;
  readonly body: string;
  readonly legalBasis: string;
}

/** All notices of the year in the order of their days. */
export const createNotices = (organizations: Organizations): Notice[] => {
  const random = createRandom('2017/notices');
  const documentId = createDocumentIds('2017/notices');
  const slug = createSlugs();
  const workdays = workdaysBetween('2017-01-04', '2017-12-29');

  const documents = DOCUMENTS.map((text): Draft => ({
    ...text,
    issuer: organizations.organ(text.issuer),
    formedOn: text.issuedOn,
  }));

  const news = NEWS.map(({ day, issuer, title, lead, theme }, index): Draft => ({
    kind: 'news',
    issuer: organizations.organ(issuer),
    issuedOn: day,
    formedOn: day,
    title,
    docNumber: null,
    summary: lead.length > 90 ? `${lead.slice(0, 88)}……` : lead,
    body: newsBody(lead, theme, index),
    legalBasis: 'art20-15',
  }));

  const establishmentDays = Array.from({ length: NOTICE_TOTALS['establishment-document'] }, () =>
    random.pick(workdays.slice(10)),
  ).sort();
  const subjects = random.shuffle([
    ...organizations.organs
      .filter(({ text }) => text.key !== 'establishment')
      .map(({ organization }) => ({ organization, isSchool: false })),
    ...organizations.institutions.map(({ organization, type }) => ({
      organization,
      isSchool: ['primary-school', 'middle-school', 'kindergarten', 'health-centre'].includes(type),
    })),
  ]);
  const establishment = establishmentDays.map((issuedOn, index): Draft => {
    const { organization: subject, isSchool } = subjects[index] as (typeof subjects)[number];
    const formedOn = workdayUntil(addDays(issuedOn, -random.int(0, 12)));
    const text = establishmentDocument(index, {
      random,
      day: formedOn,
      name: subject.name,
      superior: subject.parent?.name ?? subject.name,
      isInstitution: subject.kind === 'institution',
      isSchool,
    });
    return {
      kind: 'establishment-document',
      issuer: organizations.organ('establishment'),
      issuedOn,
      formedOn: formedOn < '2017-01-03' ? issuedOn : formedOn,
      docNumber: `岸编办〔2017〕${index + 1}号`,
      legalBasis: 'art20-2',
      ...text,
    };
  });

  const counts = apportion(
    NOTICE_TOTALS.announcement,
    ANNOUNCEMENT_KINDS.map(({ weight }) => weight),
  );
  const announcements = ANNOUNCEMENT_KINDS.flatMap((kind, place) => {
    const days = Array.from({ length: counts[place] as number }, () =>
      random.pick(workdays),
    ).sort();
    const streets = random.shuffle(STREETS);
    return days.map((issuedOn, index): Draft => {
      const text = kind.make({
        random,
        day: issuedOn,
        street: streets[index % streets.length] as (typeof STREETS)[number],
        serial: index + 1,
        organName: (key) => organizations.organ(key).name,
        phone: (key) => organizations.organ(key).phone,
      });
      return {
        kind: 'announcement',
        issuer: organizations.organ(text.issuer),
        issuedOn,
        formedOn: issuedOn,
        title: text.title,
        docNumber: null,
        summary: text.summary,
        body: text.body,
        legalBasis: text.legalBasis,
      };
    });
  });

  const drafts = [...documents, ...news, ...establishment, ...announcements].sort((one, other) =>
    one.issuedOn < other.issuedOn ? -1 : one.issuedOn > other.issuedOn ? 1 : 0,
  );
  const titles = new Map<string, number>();
  const numbers = new Map<string, number>();
  return drafts.map((draft): Notice => {
    // A second notice of the same title in the year says so, as offices do.
    const count = (titles.get(draft.title) ?? 0) + 1;
    titles.set(draft.title, count);
    const title =
      count === 1 ? draft.title : `${draft.title}（${'一二三四五六七八九十'.charAt(count - 1)}）`;
    const number = (numbers.get(draft.issuer.code) ?? 0) + 1;
    numbers.set(draft.issuer.code, number);
    return {
      documentId: documentId(),
      createdAt: instantOf(draft.formedOn, 8, random.int(30, 59)),
      publishedAt: publicationInstant(random, draft.issuedOn),
      title,
      slug: slug(title),
      kind: draft.kind,
      indexNumber: `${draft.issuer.code}/2017-${String(number).padStart(5, '0')}`,
      docNumber: draft.docNumber,
      issuer: draft.issuer,
      issuedOn: draft.issuedOn,
      formedOn: draft.formedOn,
      summary: draft.summary,
      body: draft.body,
      legalBasis: draft.legalBasis,
      validity: 'in-force',
    };
  });
};

/** Body of a plain notice, for small data sets. */
export const plainBody = (text: string, signer: string, day: string): string =>
  officialDocument({ blocks: [text], signer, day });

/** The last day on which information formed on a day may become public (政府信息公开条例, 20 working days). */
export const lastPublicationDay = (formedOn: string): string => addWorkdays(formedOn, 20);
