import type { OrganizationCategory } from '../records';
import { STREETS } from './places';

export type InstitutionType =
  | 'primary-school'
  | 'middle-school'
  | 'kindergarten'
  | 'education-service'
  | 'health-centre'
  | 'health-service'
  | 'street-service'
  | 'service';

export interface InstitutionText {
  readonly name: string;
  readonly type: InstitutionType;
  /** Key of the parent organ: one of text/organs.ts, or the name of a street. */
  readonly parent: string;
  readonly category: OrganizationCategory;
  readonly weight: number;
  readonly duties: readonly string[];
}

const GOVERNMENT = '武汉市江岸区';
const words = (text: string): string[] => text.split(' ');

const PRIMARY = words(
  '育才 育才二 育才三 育才四 育才家园 育才怡康 育才美联 长春街 长春街惠济 鄱阳街 沈阳路 黄陂路 滨江 一元路 三阳路 四唯路 ' +
    '珞珈山街 球场路 澳门路 西马路 铁中 解放公园 台北路 云林街 光华路 花桥 新村 二七 丹水池 谌家矶 后湖 金桥 汉口辅仁 堤角 ' +
    '劳动街 红旗村 蔡家田 惠济路 鲁兹 大智路 韦桑路 岳飞街 模范路 石桥 幸福 塔子湖 百步亭 江岸车站',
);
const MIDDLE = words(
  '武汉市第二初级中学 武汉市七一中学 武汉市解放中学 武汉市汉铁初级中学 武汉市汉口兴业路中学 武汉市长江中学 武汉市二七中学 武汉市实验外语初级中学 ' +
    '武汉市育才高中 武汉市第十六中学 武汉市第二十中学 武汉市第二十一中学 武汉市汉铁高级中学 武汉市解放路初级中学 武汉市第六中学上智分校 武汉市新江岸中学 ' +
    '武汉市花桥中学 武汉市丹水池中学 武汉市谌家矶中学 武汉市金桥中学 武汉市塔子湖初级中学 武汉市惠济路中学 武汉市沿江初级中学 武汉市麟趾路中学 武汉市后湖中学 武汉市长春街初级中学',
);
const KINDERGARTENS = words('区实验 大智街 育才 永清 台北路 后湖新区 二七街 花桥 百步亭 谌家矶');

const EDUCATION: readonly (readonly [string, number, string])[] = [
  [
    '教育研究培训中心',
    60,
    '承担中小学教学研究、教师继续教育和质量监测；组织校本研修和学科竞赛；提供教育科研服务',
  ],
  ['辅读学校', 24, '承担智力障碍儿童少年的义务教育；开展康复训练和随班就读指导'],
  ['招生考试办公室', 8, '组织实施各类教育招生考试；负责考籍管理和考点建设'],
  ['青少年宫', 22, '组织青少年校外教育、文艺体育和科技活动；培训校外辅导员'],
  ['教育信息化与装备中心', 14, '承担教育信息化建设和教学仪器、图书的配备管理；保障教育网络安全'],
  [
    '学生资助管理中心',
    7,
    '受理和审核家庭经济困难学生资助申请；发放国家助学金和生活补助；建立困难学生信息档案',
  ],
  ['教育会计核算中心', 16, '承担教育系统会计核算、资产管理和内部审计工作'],
  ['中小学卫生保健所', 9, '承担学生体质健康监测、常见病防治和学校卫生指导'],
  ['学校后勤服务中心', 10, '承担校舍维修、学校食堂和学生用品的管理服务'],
  ['业余体育学校', 18, '培养青少年体育后备人才；组织青少年体育训练和比赛'],
  ['社区教育学院', 12, '开展社区教育、老年教育和职业技能培训'],
];

const HEALTH: readonly (readonly [string, number, string, OrganizationCategory])[] = [
  [
    '疾病预防控制中心',
    96,
    '承担传染病、慢性病、地方病的监测与预防控制；开展免疫规划、健康教育和卫生检验；处置突发公共卫生事件',
    'public-welfare-1',
  ],
  [
    '卫生计生综合监督执法大队',
    42,
    '受委托开展医疗卫生、公共场所卫生、计划生育的监督执法；受理投诉举报',
    'civil-service-managed',
  ],
  ['妇幼保健院', 88, '承担妇女儿童保健、婚前和孕前检查；指导基层妇幼保健工作', 'public-welfare-1'],
  ['计划生育服务中心', 20, '承担计划生育技术指导、药具发放和优生优育宣传服务', 'public-welfare-1'],
  [
    '医疗急救与血液管理中心',
    18,
    '承担院前急救协调、无偿献血动员和血液使用管理',
    'public-welfare-1',
  ],
  ['卫生计生会计核算中心', 12, '承担卫生计生系统会计核算和资产管理工作', 'public-welfare-1'],
];

const SERVICES: readonly (readonly [string, string, number, OrganizationCategory, string])[] = [
  [
    '中共武汉市江岸区委员会党校',
    'organization',
    24,
    'civil-service-managed',
    '轮训、培训区管干部和基层党员；开展理论研究和决策咨询；承担行政学校职责',
  ],
  [
    '武汉市江岸区档案馆',
    'party-office',
    20,
    'civil-service-managed',
    '接收、征集、保管和利用各类档案；提供档案和政府公开信息查阅服务；编纂史志资料',
  ],
  [
    '武汉市江岸区融媒体新闻中心',
    'publicity',
    18,
    'public-welfare-1',
    '承担区属媒体采编、政务微博微信运维和舆情监测服务',
  ],
  [
    '武汉市江岸区工人文化宫',
    'union',
    14,
    'public-welfare-2',
    '组织职工文化、体育和技能培训活动；管理职工活动场所',
  ],
  [
    '武汉市江岸区残疾人综合服务中心',
    'disabled',
    12,
    'public-welfare-1',
    '提供残疾人康复训练、辅助器具适配和就业培训服务',
  ],
  [
    '武汉市江岸区政府信息中心',
    'government-office',
    12,
    'public-welfare-1',
    '承担区政府门户网站和电子政务网络的建设运维；提供政府信息网上公开的技术保障',
  ],
  [
    '武汉市江岸区机关事务服务中心',
    'government-office',
    30,
    'public-welfare-1',
    '承担区机关办公用房、公务用车和后勤服务保障',
  ],
  [
    '武汉市江岸区重大项目服务中心',
    'development',
    9,
    'public-welfare-1',
    '承担重大项目的跟踪服务、信息汇总和协调保障',
  ],
  [
    '武汉市江岸区科技创业服务中心',
    'science',
    10,
    'public-welfare-2',
    '为科技型中小企业提供孵化、培训和成果转化服务',
  ],
  [
    '武汉市江岸区社会救助中心',
    'civil-affairs',
    16,
    'public-welfare-1',
    '承担居民家庭经济状况核对、救助对象动态管理和资金发放服务',
  ],
  [
    '武汉市江岸区社会福利院',
    'civil-affairs',
    36,
    'public-welfare-1',
    '收养城市特困人员、孤老和孤残儿童；提供养老护理和康复服务',
  ],
  [
    '武汉市江岸区军队离休退休干部休养所',
    'civil-affairs',
    16,
    'public-welfare-1',
    '承担军队离退休干部的接收安置和服务管理',
  ],
  [
    '武汉市江岸区婚姻登记处',
    'civil-affairs',
    9,
    'public-welfare-1',
    '办理居民结婚、离婚登记；开展婚姻家庭辅导',
  ],
  [
    '武汉市江岸区法律援助中心',
    'justice',
    8,
    'public-welfare-1',
    '受理、审查法律援助申请；组织办理法律援助案件；提供法律咨询',
  ],
  [
    '武汉市江岸公证处',
    'justice',
    14,
    'public-welfare-2',
    '依法办理公证事项；提供公证法律咨询和文书代拟服务',
  ],
  [
    '武汉市江岸区国库收付中心',
    'finance',
    20,
    'civil-service-managed',
    '承担财政资金集中收付、会计集中核算和账户管理',
  ],
  [
    '武汉市江岸区财政投资评审中心',
    'finance',
    12,
    'public-welfare-1',
    '承担财政性投资项目预算、结算和决算的评审',
  ],
  [
    '武汉市江岸区公共就业和人才服务中心',
    'human-resources',
    34,
    'public-welfare-1',
    '承担就业失业登记、职业介绍、人事代理和就业资金审核发放',
  ],
  [
    '武汉市江岸区劳动人事争议仲裁院',
    'human-resources',
    14,
    'public-welfare-1',
    '处理劳动人事争议案件；开展调解和法律宣传',
  ],
  [
    '武汉市江岸区社会保险管理处',
    'human-resources',
    48,
    'civil-service-managed',
    '经办养老、医疗、失业、工伤、生育保险登记、核定和待遇支付',
  ],
  [
    '武汉市江岸区市政工程维修队',
    'construction',
    46,
    'public-welfare-2',
    '承担市政道路、桥涵的日常养护和应急抢修',
  ],
  [
    '武汉市江岸区建筑工程质量安全监督站',
    'construction',
    26,
    'public-welfare-1',
    '受委托监督辖区建设工程质量和施工安全',
  ],
  [
    '武汉市江岸区环境卫生服务中心',
    'urban-management',
    90,
    'public-welfare-2',
    '承担道路清扫保洁、生活垃圾收运和公厕管理',
  ],
  [
    '武汉市江岸区排水泵站管理站',
    'water',
    30,
    'public-welfare-1',
    '承担排水管网疏捞和排涝泵站的运行管理',
  ],
  [
    '武汉市江岸区图书馆',
    'culture',
    20,
    'public-welfare-1',
    '提供文献借阅、阅读推广和公共电子阅览服务；设立政府公开信息查阅点',
  ],
  [
    '武汉市江岸区文化馆',
    'culture',
    18,
    'public-welfare-1',
    '组织群众文化活动、艺术普及和非物质文化遗产保护',
  ],
  [
    '武汉市江岸区环境监测站',
    'environment',
    20,
    'public-welfare-1',
    '承担环境质量监测、污染源监督性监测和应急监测',
  ],
  [
    '武汉市江岸区住房保障中心',
    'housing',
    24,
    'public-welfare-1',
    '承担保障性住房申请受理、资格复核和租赁补贴发放',
  ],
  [
    '武汉市江岸区房屋征收管理办公室',
    'housing',
    26,
    'public-welfare-1',
    '组织实施国有土地上房屋征收与补偿工作',
  ],
  [
    '武汉市江岸区园林绿化队',
    'garden',
    40,
    'public-welfare-2',
    '承担道路绿化、街头游园的建设和养护',
  ],
  [
    '武汉市江岸区政务服务中心',
    'approval',
    16,
    'public-welfare-1',
    '承担窗口受理、综合收发件和政务服务热线办理',
  ],
];

const school = (
  name: string,
  type: InstitutionType,
  weight: number,
  duties: readonly string[],
): InstitutionText => ({
  name,
  type,
  parent: 'education',
  category: type === 'kindergarten' ? 'public-welfare-2' : 'public-welfare-1',
  weight,
  duties,
});

/** The 182 institutions of the district. */
export const INSTITUTIONS: readonly InstitutionText[] = [
  ...PRIMARY.map((name, index) =>
    school(`${GOVERNMENT}${name}小学`, 'primary-school', 34 + ((index * 17) % 41), [
      '实施小学义务教育，促进学生德智体美全面发展',
      '负责教育教学、学籍管理和校园安全工作',
      '开展校本教研和教师培训',
    ]),
  ),
  ...MIDDLE.map((name, index) =>
    school(name, 'middle-school', 70 + ((index * 29) % 73), [
      name.includes('高') || /第(十六|二十|二十一)中学/.test(name)
        ? '实施高中阶段学历教育，促进学生全面而有个性地发展'
        : '实施初中义务教育，促进学生德智体美全面发展',
      '负责教育教学、学籍管理、考务组织和校园安全工作',
      '开展校本教研、课程建设和教师培训',
    ]),
  ),
  ...KINDERGARTENS.map((name, index) =>
    school(
      `${GOVERNMENT}${name.replace(/^区/, '')}幼儿园`,
      'kindergarten',
      20 + ((index * 7) % 17),
      ['对三至六周岁幼儿实施保育和教育', '开展家庭教育指导和学前教育研究'],
    ),
  ),
  ...EDUCATION.map(([name, weight, duties]) =>
    school(`${GOVERNMENT}${name}`, 'education-service', weight, duties.split('；')),
  ),
  ...[...STREETS.map(({ name }) => name), '百步亭花园', '岱家山'].map(
    (name, index): InstitutionText => ({
      name: `${GOVERNMENT}${name}${name.endsWith('街') ? '' : ''}社区卫生服务中心`,
      type: 'health-centre',
      parent: 'health',
      category: 'public-welfare-1',
      weight: 36 + ((index * 13) % 31),
      duties: [
        '提供常见病、多发病诊疗和家庭医生签约服务',
        '承担预防接种、慢性病管理等基本公共卫生服务',
        '开展健康教育和康复指导',
      ],
    }),
  ),
  ...HEALTH.map(([name, weight, duties, category]): InstitutionText => ({
    name: `${GOVERNMENT}${name}`,
    type: 'health-service',
    parent: 'health',
    category,
    weight,
    duties: duties.split('；'),
  })),
  ...STREETS.flatMap(({ name }, index): InstitutionText[] => [
    {
      name: `${GOVERNMENT}${name}政务服务中心`,
      type: 'street-service',
      parent: name,
      category: 'public-welfare-1',
      weight: 14 + (index % 5) * 2,
      duties: [
        '受理社会救助、就业、社保、计生等便民服务事项',
        '管理街道政务公开查询点，指导群众上网查询',
        '指导社区公共服务站工作',
      ],
    },
    {
      name: `${GOVERNMENT}${name}网格管理综合服务中心`,
      type: 'street-service',
      parent: name,
      category: 'public-welfare-1',
      weight: 9 + (index % 4) * 2,
      duties: ['承担社区网格员的管理、培训和考核', '采集更新网格基础信息，流转处置网格事件'],
    },
  ]),
  ...SERVICES.map(([name, parent, weight, category, duties]): InstitutionText => ({
    name,
    type: 'service',
    parent,
    category,
    weight,
    duties: duties.split('；'),
  })),
];
