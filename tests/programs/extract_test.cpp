// extract.sh of programs/online-retail: same input, same bytes; nothing dropped, nothing guessed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tierline::programs {

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Extract : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  int run(const std::string& invoices) {
    std::ofstream(folder_ / "invoices.csv", std::ios::binary) << invoices;
    const std::string script =
        std::string(TIERLINE_SOURCE_DIR) + "/programs/online-retail/extract.sh";
    const std::string command = "bash '" + script + "' '" + (folder_ / "invoices.csv").string() +
                                "' '" + folder_.string() + "' 2> '" +
                                (folder_ / "messages").string() + "'";
    return std::system(command.c_str());
  }

  const fs::path folder_ =
      fs::path(TIERLINE_BINARY_DIR) / ("extract_test." + std::to_string(getpid()));
};

constexpr const char* kHeader =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

TEST_F(Extract, KeepsEveryLineAndItsOddities) {
  const int status = run(std::string(kHeader) +
                         "569901,23256,PLAIN ,2,2011-10-06 16:20:00,4.15,12923.0,United Kingdom\n"
                         "C56990,84029E,\"RED, WHITE\",-3,2011-10-07 09:00:00,2.1,12400.0,EIRE\n"
                         "569902,POST,\"A \"\"QUOTE\"\" HERE\",1,2011-10-08 10:00:00,18.0,,France\n"
                         "569903,22139,,4,2011-10-09 11:00:00,0.0,12923.0,United Kingdom\n");
  EXPECT_EQ(status, 0) << read_text(folder_ / "messages");
  EXPECT_EQ(read_text(folder_ / "sale.csv"),
            "customer,country,on,invoice,stock_code,stock_group,description,quantity,unit_price\n"
            "12923,United Kingdom,2011-10-06,569901,23256,2,PLAIN ,2,4.15\n"
            "12400,EIRE,2011-10-07,C56990,84029E,8,\"RED, WHITE\",-3,2.1\n"
            ",France,2011-10-08,569902,POST,P,\"A \"\"QUOTE\"\" HERE\",1,18.0\n"
            "12923,United Kingdom,2011-10-09,569903,22139,2,,4,0.0\n");
  EXPECT_EQ(read_text(folder_ / "account.csv"),
            "customer,country\n12400,EIRE\n12923,United Kingdom\n");
}

TEST_F(Extract, RefusesOtherColumns) {
  EXPECT_NE(run("Invoice,StockCode\n1,2\n"), 0);
  EXPECT_NE(read_text(folder_ / "messages").find("must have the columns"), std::string::npos);
}

TEST_F(Extract, RefusesALineThatIsNotWhole) {
  EXPECT_NE(run(std::string(kHeader) + "569901,23256,PLAIN,2\n"), 0);
  EXPECT_NE(read_text(folder_ / "messages").find("not 8 columns"), std::string::npos);
}

}  // namespace

}  // namespace tierline::programs
