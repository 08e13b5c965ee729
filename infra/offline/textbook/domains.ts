/** Where an example is taken from: who has the problem, what things there are, and what numbers about them. */
export interface Domain {
  who: string
  items: string
  item: string
  measure: string
  /** The same as Python names: the numbers and the things. */
  ms: string
  vietnamese: { who: string; items: string; measure: string }
}

const domain = (
  [who, items, item, measure, ms]: [string, string, string, string, string],
  [vietnameseWho, vietnameseItems, vietnameseMeasure]: [string, string, string],
): Domain => ({
  ...{ who, items, item, measure, ms },
  vietnamese: { who: vietnameseWho, items: vietnameseItems, measure: vietnameseMeasure },
})

/** By the words of the recipe's list. */
export const DOMAINS: Record<string, Domain> = {
  'a public library': domain(
    ['a librarian', 'books', 'book', 'days that books are late', 'days_late'],
    ['một thủ thư', 'cuốn sách', 'số ngày trả sách muộn'],
  ),
  'a hospital ward': domain(
    ['a nurse', 'patients', 'patient', 'waiting times', 'waiting_times'],
    ['một y tá', 'bệnh nhân', 'thời gian chờ'],
  ),
  'a weather station': domain(
    ['an observer', 'days', 'day', 'temperatures', 'temperatures'],
    ['một người quan trắc', 'ngày', 'nhiệt độ đo được'],
  ),
  'a bakery': domain(
    ['a baker', 'loaves', 'loaf', 'orders a day', 'orders'],
    ['một thợ làm bánh', 'ổ bánh', 'số đơn đặt hàng mỗi ngày'],
  ),
  'a football league': domain(
    ['a coach', 'teams', 'team', 'goals a match', 'goals'],
    ['một huấn luyện viên', 'đội bóng', 'số bàn thắng mỗi trận'],
  ),
  'a warehouse': domain(
    ['a clerk', 'parcels', 'parcel', 'weights', 'weights'],
    ['một nhân viên kho', 'kiện hàng', 'khối lượng các kiện'],
  ),
  'a school canteen': domain(
    ['a cook', 'meals', 'meal', 'meals a day', 'meal_counts'],
    ['một đầu bếp', 'suất ăn', 'số suất ăn mỗi ngày'],
  ),
  'a bus company': domain(
    ['a dispatcher', 'buses', 'bus', 'delays', 'delays'],
    ['một điều phối viên', 'xe buýt', 'số phút đến trễ'],
  ),
  'a museum': domain(
    ['a guard', 'rooms', 'room', 'visitor counts', 'visitors'],
    ['một người bảo vệ', 'gian trưng bày', 'số khách tham quan'],
  ),
  'a bank': domain(
    ['a teller', 'accounts', 'account', 'payments', 'payments'],
    ['một giao dịch viên', 'tài khoản', 'số tiền chuyển'],
  ),
  'a farm': domain(
    ['a farmer', 'fields', 'field', 'harvests', 'harvests'],
    ['một người nông dân', 'thửa ruộng', 'sản lượng thu hoạch'],
  ),
  'a record shop': domain(
    ['a shopkeeper', 'records', 'record', 'prices', 'prices'],
    ['một người bán hàng', 'đĩa nhạc', 'giá bán'],
  ),
  'an observatory': domain(
    ['an astronomer', 'stars', 'star', 'exposure times', 'exposures'],
    ['một nhà thiên văn', 'ngôi sao', 'thời gian phơi sáng'],
  ),
  'a film archive': domain(
    ['an archivist', 'films', 'film', 'running times', 'running_times'],
    ['một nhân viên lưu trữ', 'bộ phim', 'thời lượng phim'],
  ),
  'a swimming club': domain(
    ['a trainer', 'swimmers', 'swimmer', 'lap times', 'lap_times'],
    ['một huấn luyện viên bơi', 'vận động viên', 'thời gian mỗi vòng bơi'],
  ),
  'a pharmacy': domain(
    ['a pharmacist', 'boxes', 'box', 'sales a day', 'sales'],
    ['một dược sĩ', 'hộp thuốc', 'số hộp bán mỗi ngày'],
  ),
  'a post office': domain(
    ['a postal worker', 'letters', 'letter', 'letter weights', 'letter_weights'],
    ['một nhân viên bưu điện', 'lá thư', 'khối lượng thư'],
  ),
  'a chess club': domain(
    ['an organizer', 'players', 'player', 'scores', 'scores'],
    ['một người tổ chức', 'kỳ thủ', 'điểm số'],
  ),
  'a solar power plant': domain(
    ['an engineer', 'panels', 'panel', 'outputs', 'outputs'],
    ['một kỹ sư', 'tấm pin', 'công suất đo được'],
  ),
  'an airport': domain(
    ['a controller', 'flights', 'flight', 'delays', 'delays'],
    ['một kiểm soát viên', 'chuyến bay', 'số phút chậm chuyến'],
  ),
  'a zoo': domain(
    ['a keeper', 'animals', 'animal', 'ages', 'ages'],
    ['một người chăm thú', 'con vật', 'tuổi các con vật'],
  ),
  'a genetics laboratory': domain(
    ['a researcher', 'samples', 'sample', 'cell counts', 'cell_counts'],
    ['một nhà nghiên cứu', 'mẫu', 'số tế bào đếm được'],
  ),
  'a newspaper': domain(
    ['an editor', 'articles', 'article', 'word counts', 'word_counts'],
    ['một biên tập viên', 'bài báo', 'số chữ mỗi bài'],
  ),
  'a hotel': domain(
    ['a receptionist', 'rooms', 'room', 'nights a stay', 'nights'],
    ['một lễ tân', 'phòng', 'số đêm mỗi lượt ở'],
  ),
}
