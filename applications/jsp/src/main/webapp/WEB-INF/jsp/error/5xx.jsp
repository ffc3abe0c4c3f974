<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Books</title>
<h1>The library is closed</h1><b>${status}</b>
