import type { Label } from '../../../../shared/contracts/editor-desk';
import type { DataSetPage, FilePage } from './open-data';

type Node = Readonly<Record<string, unknown>>;

const EU = 'http://publications.europa.eu/resource/authority';
const IANA = 'https://www.iana.org/assignments/media-types';

const CONTEXT: Node = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const texts = ({ zh, en }: Label): readonly Node[] => [
  { '@language': 'zh', '@value': zh },
  { '@language': 'en', '@value': en },
];

const instant = (value: string): Node => ({ '@type': 'xsd:dateTime', '@value': value });

const distribution = (page: DataSetPage, file: FilePage, landing: string): Node => ({
  '@id': file.url,
  '@type': 'dcat:Distribution',
  'dct:title': `${page.name.zh}（${file.format}）`,
  'dcat:accessURL': { '@id': landing },
  'dcat:downloadURL': { '@id': file.url },
  'dcat:mediaType': { '@id': `${IANA}/${file.mediaType.split(';')[0]}` },
  'dct:license': { '@id': page.licence.url },
  ...(file.bytes === null
    ? {}
    : { 'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger', '@value': String(file.bytes) } }),
  ...(file.sha256 === null
    ? {}
    : {
        'spdx:checksum': {
          '@type': 'spdx:Checksum',
          'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
          'spdx:checksumValue': { '@type': 'xsd:hexBinary', '@value': file.sha256 },
        },
      }),
});

/** The catalogue as DCAT-AP in JSON-LD, for the portals that harvest it. */
export const dcatCatalogue = (
  pages: readonly DataSetPage[],
  site: { url: string; publisher: string; licence: { url: string } },
): Node => {
  const address = `${site.url}/api/open-data`;
  const publisher: Node = {
    '@id': `${address}#publisher`,
    '@type': 'foaf:Agent',
    'foaf:name': { '@language': 'zh', '@value': site.publisher },
  };
  return {
    '@context': CONTEXT,
    '@id': address,
    '@type': 'dcat:Catalog',
    'dct:title': texts({ zh: '政府信息公开数据目录', en: 'Open data catalogue' }),
    'dct:description': texts({
      zh: '专项资金、部门预算、机构编制和信息公开指标的开放数据。',
      en: 'Open data on earmarked funds, department budgets, establishment and disclosure figures.',
    }),
    'dct:publisher': publisher,
    'dct:license': { '@id': site.licence.url },
    'dct:language': { '@id': `${EU}/language/ZHO` },
    'foaf:homepage': { '@id': site.url },
    'dcat:dataset': pages.map((page) => {
      const landing = `${address}/${page.id}`;
      return {
        '@id': landing,
        '@type': 'dcat:Dataset',
        'dct:identifier': page.id,
        'dct:title': texts(page.name),
        'dct:description': texts(page.description),
        'dcat:keyword': page.keywords.flatMap(texts),
        'dcat:theme': { '@id': `${EU}/data-theme/GOVE` },
        'dct:publisher': { '@id': `${address}#publisher` },
        'dct:accrualPeriodicity': { '@id': `${EU}/frequency/UPDATE_CONT` },
        'dct:language': { '@id': `${EU}/language/ZHO` },
        'dcat:landingPage': { '@id': landing },
        ...(page.lastChange === null ? {} : { 'dct:modified': instant(page.lastChange) }),
        'dcat:distribution': page.files.map((file) => distribution(page, file, landing)),
      };
    }),
  };
};
