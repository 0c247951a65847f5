/** What applicants asked for in 2017: department, description, outcome. */
export interface RequestText {
  readonly department: string;
  readonly description: string;
  readonly outcome: string;
}

const request = (department: string, outcome: string, description: string): RequestText => ({
  department,
  outcome,
  description,
});

export const REQUESTS: readonly RequestText[] = [
  request(
    'housing',
    'granted',
    '申请公开：江岸区某旧城改建项目《房屋征收决定》及征收补偿方案文本（2016年作出）。用途：了解本人房屋所在地块征收依据。',
  ),
  request(
    'housing',
    'partially-granted',
    '申请公开：永清片区旧城改建项目已签约住户的补偿结果公示材料。希望提供纸质复印件。',
  ),
  request(
    'housing',
    'refused-third-party',
    '申请公开：西马街某小区他人签订的房屋征收补偿协议全文。',
  ),
  request(
    'housing',
    'granted',
    '申请公开：2016年度江岸区公共租赁住房租赁补贴发放总户数、总金额和审核发放程序文件。',
  ),
  request('housing', 'unavailable-not-held', '申请公开：1987年单位自管房分配给职工的审批表。'),
  request('finance', 'granted', '申请公开：2016年度区级“三公”经费决算汇总数及增减变化原因说明。'),
  request('finance', 'granted', '申请公开：2017年区级财政专项资金管理清单和各项资金的主管部门。'),
  request(
    'finance',
    'unavailable-needs-making',
    '申请公开：近十年全区公务用车购置数量按品牌、排量分类的统计表。',
  ),
  request('civil-affairs', 'granted', '申请公开：现行城市居民最低生活保障标准及历年调整文件。'),
  request(
    'civil-affairs',
    'refused-third-party',
    '申请公开：本社区全部低保家庭成员姓名、收入和住房情况。',
  ),
  request('civil-affairs', 'granted', '申请公开：2016年区级福利彩票公益金使用情况及资助项目名单。'),
  request(
    'civil-affairs',
    'partially-granted',
    '申请公开：后湖某社会办养老机构2015—2017年建设补贴和运营补贴审批材料。',
  ),
  request('education', 'granted', '申请公开：2017年义务教育阶段公办小学对口服务范围及划片依据。'),
  request('education', 'granted', '申请公开：2017年秋季小学新生报名实施办法和各学校招生计划数。'),
  request(
    'education',
    'refused-process-information',
    '申请公开：2018年后湖片区新建学校选址方案的内部讨论稿和会议记录。',
  ),
  request(
    'education',
    'unhandled-petition',
    '申请公开：某培训机构拒不退费，请区教育局说明处理结果并责令退款。',
  ),
  request(
    'human-resources',
    'granted',
    '申请公开：2016年度灵活就业人员社会保险补贴发放人数、金额和补贴标准文件。',
  ),
  request(
    'human-resources',
    'granted',
    '申请公开：2017年区属事业单位公开招聘各岗位报名人数、入围分数线。',
  ),
  request('human-resources', 'refused-third-party', '申请公开：某公司参保职工名单及缴费基数。'),
  request(
    'urban-management',
    'granted',
    '申请公开：赵家条路占道经营整治方案和2017年上半年查处情况。',
  ),
  request(
    'urban-management',
    'refused-enforcement-file',
    '申请公开：花桥街某违法建设案件的全部执法案卷材料。',
  ),
  request('urban-management', 'granted', '申请公开：百步亭路段道路停车泊位设置的批准文件。'),
  request(
    'construction',
    'granted',
    '申请公开：三金潭周边道路排水改造工程的施工许可、中标单位和计划竣工时间。',
  ),
  request(
    'construction',
    'unavailable-not-held',
    '申请公开：轨道交通8号线黄浦路站施工期间的环境影响监测数据。',
  ),
  request('construction', 'granted', '申请公开：2016年区政府投资市政道路维修项目清单及合同金额。'),
  request('environment', 'granted', '申请公开：石桥一路某汽车维修企业喷漆项目环评批复文件。'),
  request('environment', 'granted', '申请公开：2016年全区空气质量优良天数和PM2.5年均浓度。'),
  request(
    'health',
    'granted',
    '申请公开：2017年独生子女父母退休一次性奖励的申领条件、标准和所需材料。',
  ),
  request('health', 'refused-third-party', '申请公开：某社区计划生育特别扶助对象名单。'),
  request('health', 'granted', '申请公开：社区卫生服务中心家庭医生签约服务项目和收费标准。'),
  request(
    'industry-commerce',
    'refused-administrative-query',
    '申请公开：某房产经纪公司的全部工商登记档案。',
  ),
  request(
    'industry-commerce',
    'unhandled-petition',
    '申请公开：投诉某超市价格欺诈的查处进度，并要求赔偿。',
  ),
  request('food-drug', 'granted', '申请公开：2017年上半年辖区学校食堂食品安全监督检查结果。'),
  request('development', 'granted', '申请公开：江岸区2017年重点建设项目清单和投资计划。'),
  request(
    'government-office',
    'granted',
    '申请公开：区政府2016年度规范性文件清理结果，包括继续有效、修改和废止目录。',
  ),
  request(
    'government-office',
    'granted',
    '申请公开：江岸区《政府信息公开指南》和各部门信息公开联系方式。',
  ),
  request('government-office', 'unhandled-publication', '申请公开：请提供《江岸年鉴2016》全书。'),
  request('legal-affairs', 'granted', '申请公开：2016年区政府行政复议案件受理、审结数量和纠错率。'),
  request('garden', 'granted', '申请公开：解放公园路行道树更换的审批文件和专家论证意见。'),
  request(
    'water',
    'granted',
    '申请公开：黄孝河明渠综合治理工程在本区范围内的排水影响和施工时段公告。',
  ),
  request(
    'establishment',
    'granted',
    '申请公开：区城市管理委员会主要职责、内设机构和人员编制规定文件。',
  ),
];
