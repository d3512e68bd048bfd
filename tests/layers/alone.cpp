// An empty program: what is linked with it is the test (tests/layers/CMakeLists.txt).
int main() {}
